# The Unicode tables of the lexer (identifiers, NFKC, printable characters, names, single-byte encodings), made from the build's Python.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(KEELBACK_UNICODE_TABLES ${CMAKE_BINARY_DIR}/generated/lex/unicode_tables.inc)
add_custom_command(
  OUTPUT ${KEELBACK_UNICODE_TABLES}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/generate_unicode.py ${KEELBACK_UNICODE_TABLES}
  DEPENDS ${CMAKE_CURRENT_LIST_DIR}/generate_unicode.py
  COMMENT "Generating the Unicode tables")
target_sources(keelback_lex PRIVATE ${KEELBACK_UNICODE_TABLES})
target_include_directories(keelback_lex PRIVATE ${CMAKE_BINARY_DIR}/generated)
