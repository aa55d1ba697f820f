#pragma once

namespace keelback::driver {

inline constexpr const char* version = "0.1.0";
inline constexpr const char* issues_url = "https://github.com/keelback/keelback/issues";

}  // namespace keelback::driver
