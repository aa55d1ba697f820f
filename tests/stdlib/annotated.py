"""Sources without annotations, with annotations written into them: nothing else changes, each line stays where it is."""

import ast
import io
import tokenize


def annotated(source, given):
    """`source` with its top-level functions annotated: each parameter is an `object`, but for what `given` says.

    `given`: by the name of a function the types of its parameters and its result, as in `{"hypot": "float, float -> float"}`, in the place of what the source says of it, or None for
    one that is left as it is. Methods, named `"Class.method"`, are left as they are where they are not named.
    """
    given = dict(given)
    edits = []   # (line, first column, last column, text); columns in bytes

    def annotate(node, name, receivers):
        is_given = bool(given.get(name))
        signature = given.pop(name, "" if receivers == 0 else None)
        if signature is None:
            return
        parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs][receivers:]
        types, _, result = map(str.strip, signature.partition("->"))
        types = [ast.unparse(one) for one in ast.parse(f"({types},)", mode="eval").body.elts] if types else ["object"] * len(parameters)
        if len(types) != len(parameters):
            raise ValueError(f"{name} has {len(parameters)} parameters")
        for parameter, text in zip(parameters, types):
            if parameter.annotation is None:
                edits.append((parameter.end_lineno, parameter.end_col_offset, parameter.end_col_offset, f": {text}"))
            elif is_given:
                edits.append(replacement(parameter.annotation, text))
        if result and node.returns is None:
            line, column = end_of_parameters(node, source)
            edits.append((line, column, column, f" -> {result}"))
        elif result:
            edits.append(replacement(node.returns, result))

    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            annotate(node, node.name, 0)
        elif isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    annotate(method, f"{node.name}.{method.name}", 1)
    if given:
        raise ValueError(f"no such function: {', '.join(given)}")
    lines = source.split("\n")
    for line, begin, end, text in sorted(edits, reverse=True):
        encoded = lines[line - 1].encode()
        lines[line - 1] = (encoded[:begin] + text.encode() + encoded[end:]).decode()
    return "\n".join(lines)


def replacement(node, text):
    if node.lineno != node.end_lineno:
        raise ValueError(f"line {node.lineno}: an annotation of several lines")
    return node.lineno, node.col_offset, node.end_col_offset, text


def end_of_parameters(node, source):
    """The line, and the column in it, of the `:` behind the parameters of a `def`."""
    depth = 0
    lines = source.split("\n")[node.lineno - 1:]
    for token in tokenize.generate_tokens(io.StringIO("\n".join(lines)).readline):
        if token.string in ("(", "[", "{"):
            depth += 1
        elif token.string in (")", "]", "}"):
            depth -= 1
        elif token.string == ":" and depth == 0:
            return node.lineno - 1 + token.start[0], len(token.line[:token.start[1]].encode())
    raise ValueError(f"line {node.lineno}: no `def`")
