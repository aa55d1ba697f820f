#include "driver/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace keelback::driver {
namespace {

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

// In single quotes, as POSIX shells and fish read them. Our texts hold no backslash.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string bash(const std::vector<CompletionCommand>& commands) {
  std::vector<std::string> names;
  std::string values, words;
  for (const auto& command : commands) {
    names.push_back(command.name);
    std::vector<std::string> options;
    for (const auto& option : command.options) {
      options.insert(options.end(), option.names.begin(), option.names.end());
      if (!option.takes_value) continue;
      for (const auto& name : option.names)
        values += fmt::format("    {}:{}) {} ;;\n", command.name, name,
                              option.choices.empty() ? "COMPREPLY=($(compgen -f -- \"$word\")); return" : "words=" + quoted(joined(option.choices)) + "; given=1");
    }
    words += fmt::format("    {}) if [[ $word == -* ]]; then words={}; else words={}; fi ;;\n", command.name, quoted(joined(options)), quoted(joined(command.words)));
  }
  return fmt::format(R"(# keelback completion bash; for example in ~/.bashrc: source <(keelback completion bash)
_keelback() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}} words='' given=''
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W {} -- "$word"))
    return
  fi
  case $command:$before in
{}  esac
  [[ $given ]] || case $command in
{}  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ $given || $word == -* || $words ]] || COMPREPLY=($(compgen -f -- "$word"))
}}
complete -o filenames -F _keelback keelback
)",
                     quoted(joined(names) + " --help --version"), values, words);
}

std::string zsh(const std::vector<CompletionCommand>& commands) {
  std::string names, cases;
  for (const auto& command : commands) {
    names += fmt::format("    {}\n", quoted(command.name + ":" + command.what));
    std::string arguments;
    const auto escaped = [](std::string text) {  // brackets and colons divide a specification
      for (std::size_t at = 0; (at = text.find_first_of("[]:", at)) != std::string::npos; at += 2) text.insert(at, "\\");
      return text;
    };
    for (const auto& option : command.options)
      for (const auto& name : option.names)
        arguments += " " + quoted(fmt::format("*{}[{}]{}", name, escaped(option.what),
                                              !option.takes_value ? "" : option.choices.empty() ? ":value:_files" : ":value:(" + joined(option.choices) + ")"));
    cases += fmt::format("      {}) _arguments{} {} ;;\n", command.name, arguments, command.words.empty() ? "'*:file:_files'" : quoted("1:word:(" + joined(command.words) + ")"));
  }
  return fmt::format(R"(#compdef keelback
# keelback completion zsh; in a file `_keelback` of a folder of $fpath
_keelback() {{
  local -a commands=(
{}  )
  local state line
  _arguments -C '--help[usage]' '--version[the version]' '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
{}      esac ;;
  esac
}}
_keelback "$@"
)",
                     names, cases);
}

std::string fish(const std::vector<CompletionCommand>& commands) {
  std::string out = "# keelback completion fish > ~/.config/fish/completions/keelback.fish\n";
  for (const auto& command : commands) {
    out += fmt::format("complete -c keelback -n __fish_use_subcommand -f -a {} -d {}\n", command.name, quoted(command.what));
    const std::string of = fmt::format("complete -c keelback -n {}", quoted("__fish_seen_subcommand_from " + command.name));
    if (!command.words.empty()) out += fmt::format("{} -f -a {}\n", of, quoted(joined(command.words)));
    for (const auto& option : command.options) {
      out += of;
      for (const auto& name : option.names) out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (option.takes_value) out += option.choices.empty() ? " -r" : fmt::format(" -x -a {}", quoted(joined(option.choices)));
      out += fmt::format(" -d {}\n", quoted(option.what));
    }
  }
  return out;
}

}  // namespace

std::string completion_script(const std::string& shell, const std::vector<CompletionCommand>& commands) {
  return shell == "zsh" ? zsh(commands) : shell == "fish" ? fish(commands) : bash(commands);
}

}  // namespace keelback::driver
