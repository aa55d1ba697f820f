// What a result was made from, as a Makefile rule: build tools read it to know when to make the result again.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace keelback::driver {

// "out.cpp: pkg/a.py pkg/b.py\n", blanks and other special characters of paths escaped as make and ninja read them.
std::string depfile_text(const std::filesystem::path& output, const std::vector<std::filesystem::path>& inputs);

}  // namespace keelback::driver
