# What of ours the wheel carries, below the package's folder: the command, the runtime as source, other people's headers it needs, the pages
# of the diagnostics.
set(third_party include/third_party)
if(KEELBACK_PREBUILT)
  install(PROGRAMS ${KEELBACK_PREBUILT} DESTINATION bin)
else()
  install(TARGETS keelback DESTINATION bin)
endif()
install(DIRECTORY include/keelback DESTINATION include)
install(DIRECTORY runtime DESTINATION . FILES_MATCHING PATTERN "*.cpp" PATTERN "*.hpp" PATTERN "*.h")
install(DIRECTORY docs/diagnostics DESTINATION docs)

foreach(package xtl xsimd xtensor)
  find_package(${package} REQUIRED)
  get_target_property(folders ${package} INTERFACE_INCLUDE_DIRECTORIES)
  set(found FALSE)
  foreach(folder ${folders} /usr/include)
    if(NOT found AND IS_DIRECTORY ${folder}/${package})
      install(DIRECTORY ${folder}/${package} DESTINATION ${third_party})
      set(found TRUE)
    endif()
  endforeach()
  if(NOT found)
    message(FATAL_ERROR "no headers of ${package}")
  endif()
endforeach()

# Debian's pybind11 is older than NumPy 2: the one of the build's Python is meant. Beside our own headers, so that one folder on the include path is
# enough for a generated file.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
execute_process(COMMAND ${Python3_EXECUTABLE} -c "import pybind11; print(pybind11.get_include())"
  OUTPUT_VARIABLE pybind11_include OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
install(DIRECTORY ${pybind11_include}/pybind11 DESTINATION include)
