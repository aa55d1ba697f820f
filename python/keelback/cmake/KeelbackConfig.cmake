# Extension modules from typed Python, in a CMake project:
#
#   find_package(Python REQUIRED COMPONENTS Interpreter Development.Module)
#   find_package(Keelback REQUIRED)
#   keelback_add_module(fast src/pkg/fast.py MODULE pkg.fast STRICT)
#   install(TARGETS fast DESTINATION pkg)
#
# Sets Keelback_EXECUTABLE, the command, and Keelback_HOME, which holds its headers and its runtime's sources.
# KEELBACK_RUNTIME_FROM_SOURCE compiles the runtime as a part of the project, as cross compilation must; otherwise the command does, once for
# each Python and compiler.

get_filename_component(_keelback_package "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
if(IS_DIRECTORY "${_keelback_package}/include")
  set(Keelback_HOME "${_keelback_package}")
else()  # a checkout
  get_filename_component(Keelback_HOME "${_keelback_package}/../.." ABSOLUTE)
endif()
find_program(Keelback_EXECUTABLE keelback HINTS "$ENV{KEELBACK}" "${_keelback_package}/bin" "${Keelback_HOME}/build/bin" NO_DEFAULT_PATH)
find_program(Keelback_EXECUTABLE keelback)
option(KEELBACK_RUNTIME_FROM_SOURCE "Compile Keelback's runtime in this project" ${CMAKE_CROSSCOMPILING})

include(CheckLinkerFlag)
include(CMakeFindDependencyMacro)
find_dependency(Threads)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Keelback REQUIRED_VARS Keelback_EXECUTABLE Keelback_HOME)

# The project's compiler as one text: "zig c++" is a program and a word.
set(_keelback_cxx "${CMAKE_CXX_COMPILER}")
if(CMAKE_CXX_COMPILER_ARG1)
  set(_keelback_cxx "\"${CMAKE_CXX_COMPILER}\" ${CMAKE_CXX_COMPILER_ARG1}")
endif()

# The library that every module is linked with, for the Python of the project.
function(_keelback_runtime)
  if(TARGET keelback_runtime)
    return()
  endif()
  if(KEELBACK_RUNTIME_FROM_SOURCE)
    find_package(Python REQUIRED COMPONENTS Interpreter Development.Module NumPy)
    file(GLOB sources "${Keelback_HOME}/runtime/*.cpp")
    list(FILTER sources EXCLUDE REGEX "_v[234]\\.cpp$")
    add_library(keelback_runtime STATIC ${sources})
    set_target_properties(keelback_runtime PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_STANDARD 20 CXX_VISIBILITY_PRESET hidden EXCLUDE_FROM_ALL ON)
    target_compile_definitions(keelback_runtime PRIVATE KEELBACK_WITHOUT_LEVELS)
    target_include_directories(keelback_runtime PRIVATE "${Keelback_HOME}/include" "${Keelback_HOME}/runtime")
    target_include_directories(keelback_runtime SYSTEM PRIVATE "${Keelback_HOME}/include/third_party")
    target_link_libraries(keelback_runtime PRIVATE Python::Module Python::NumPy)
    return()
  endif()
  set(archive "${CMAKE_BINARY_DIR}/keelback/libkeelback_runtime.a")
  add_custom_command(OUTPUT "${archive}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_BINARY_DIR}/keelback"
    COMMAND "${Keelback_EXECUTABLE}" runtime --interpreter "${Python_EXECUTABLE}" --cxx "${_keelback_cxx}" -o "${archive}"
    DEPENDS "${Keelback_EXECUTABLE}" VERBATIM COMMENT "Keelback's runtime for Python ${Python_VERSION}")
  add_custom_target(keelback_runtime_archive DEPENDS "${archive}")
  add_library(keelback_runtime STATIC IMPORTED GLOBAL)
  set_target_properties(keelback_runtime PROPERTIES IMPORTED_LOCATION "${archive}")
  add_dependencies(keelback_runtime keelback_runtime_archive)
endfunction()

# keelback_add_module(TARGET FILE.py [MODULE dotted.name] [STRICT] [FASTMATH] [NO_BOUNDSCHECK] [PARALLEL] [ISA v2|v3|v4|native] [WITH FILE.py...])
#
# A MODULE library whose file name is the one that this Python imports. MODULE: by default the name that the folders give, which hold an
# __init__.py. Rebuilt when the file, or a module of the package that it calls, has changed. WITH: the other modules of the package that the
# project compiles, dotted.name=FILE.py where the folders do not give the name: their classes are native here too. All of them name the same ones.
function(keelback_add_module target source)
  cmake_parse_arguments(PARSE_ARGV 2 arg "STRICT;FASTMATH;NO_BOUNDSCHECK;PARALLEL" "MODULE;ISA" "WITH")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "keelback_add_module(${target}): unknown option ${arg_UNPARSED_ARGUMENTS}; known are MODULE, STRICT, FASTMATH, NO_BOUNDSCHECK, PARALLEL, ISA, WITH")
  endif()
  get_filename_component(source "${source}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
  if(NOT EXISTS "${source}")
    message(FATAL_ERROR "keelback_add_module(${target}): there is no file ${source}")
  endif()
  if(NOT COMMAND Python_add_library)
    find_package(Python REQUIRED COMPONENTS Interpreter Development.Module)
  endif()
  _keelback_runtime()

  # The folder of the top package: what tracebacks name files relative to.
  get_filename_component(stem "${source}" NAME_WE)
  get_filename_component(root "${source}" DIRECTORY)
  if(NOT arg_MODULE)
    set(arg_MODULE "${stem}")
    set(folder "${root}")
    while(EXISTS "${folder}/__init__.py")
      get_filename_component(name "${folder}" NAME)
      get_filename_component(folder "${folder}" DIRECTORY)
      string(PREPEND arg_MODULE "${name}.")
    endwhile()
  endif()
  string(REPLACE "." ";" parts "${arg_MODULE}")
  list(POP_BACK parts last)
  foreach(part IN LISTS parts)
    get_filename_component(root "${root}" DIRECTORY)
  endforeach()

  set(folder "${CMAKE_CURRENT_BINARY_DIR}/keelback/${target}")
  set(generated "${folder}/${stem}.cpp")
  set(options --module-name "${arg_MODULE}" --source-root "${root}")
  if(arg_STRICT)
    list(APPEND options --strict)
  endif()
  foreach(other IN LISTS arg_WITH)
    list(APPEND options --with "${other}")
  endforeach()
  add_custom_command(OUTPUT "${generated}" WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
    COMMAND "${Keelback_EXECUTABLE}" generate "${source}" -o "${generated}" --depfile "${generated}.d" ${options}
    DEPENDS "${source}" "${Keelback_EXECUTABLE}" DEPFILE "${generated}.d" VERBATIM COMMENT "C++ of ${arg_MODULE}")
  Python_add_library(${target} MODULE WITH_SOABI "${generated}")

  set(code "")
  if(arg_FASTMATH)
    list(APPEND code --fastmath)
  endif()
  if(arg_NO_BOUNDSCHECK)
    list(APPEND code --no-boundscheck)
  endif()
  if(arg_PARALLEL)
    list(APPEND code --parallel)
  endif()
  execute_process(COMMAND "${Keelback_EXECUTABLE}" runtime --cflags --interpreter "${Python_EXECUTABLE}" --cxx "${_keelback_cxx}" ${code}
    OUTPUT_VARIABLE flags ERROR_VARIABLE problem RESULT_VARIABLE status OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "keelback_add_module(${target}): ${problem}")
  endif()
  string(REPLACE "\n" ";" flags "${flags}")
  list(REMOVE_ITEM flags -std=c++20)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME "${last}" CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_VISIBILITY_PRESET hidden)
  target_compile_definitions(${target} PRIVATE KEELBACK_RUNTIME_LINKED)
  target_compile_options(${target} PRIVATE ${flags})
  if(arg_ISA STREQUAL "native")
    target_compile_options(${target} PRIVATE -march=native)
  elseif(arg_ISA MATCHES "^v[234]$")
    target_compile_options(${target} PRIVATE -march=x86-64-${arg_ISA})
  elseif(arg_ISA)
    message(FATAL_ERROR "keelback_add_module(${target}): ISA ${arg_ISA} is none of v2, v3, v4, native")
  endif()
  target_include_directories(${target} PRIVATE "${Keelback_HOME}/include")
  # Threads: a C library before glibc 2.34 has them in a library of their own.
  target_link_libraries(${target} PRIVATE keelback_runtime Threads::Threads)
  target_link_options(${target} PRIVATE LINKER:--gc-sections)
  check_linker_flag(CXX LINKER:--exclude-libs,ALL KEELBACK_CAN_HIDE_ARCHIVES)
  if(KEELBACK_CAN_HIDE_ARCHIVES)
    target_link_options(${target} PRIVATE LINKER:--exclude-libs,ALL)
  endif()
endfunction()
