// What the C library's allocator offers besides the standard.
#include <malloc.h>
