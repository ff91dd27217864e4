/* Buffers with limits. Decides how text grows in memory and that a buffer which
 * failed stays failed; what to do then is its user's. */
#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void gk_buf_init(struct gk_buf *buf, size_t limit) { *buf = (struct gk_buf){.limit = limit}; }

void gk_buf_drop(struct gk_buf *buf) {
  gk_memory_free(buf->data);
  *buf = (struct gk_buf){.limit = buf->limit};
}

void gk_buf_clear(struct gk_buf *buf) {
  buf->size = 0;
  buf->failed = false;
  if (buf->data) buf->data[0] = '\0';
}

bool gk_buf_reserve(struct gk_buf *buf, size_t n) {
  if (buf->failed) return false;
  size_t limit = buf->limit < SIZE_MAX / 2 ? buf->limit : SIZE_MAX / 2; /* room for the NUL */
  if (n > limit || buf->size > limit - n) {
    buf->failed = true;
    return false;
  }
  size_t needed = buf->size + n + 1;
  if (needed <= buf->capacity) return true;
  size_t capacity = buf->capacity ? buf->capacity : 256;
  while (capacity < needed) capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
  char *data = gk_memory_realloc(buf->data, capacity);
  if (!data) {
    buf->failed = true;
    return false;
  }
  buf->data = data;
  buf->capacity = capacity;
  return true;
}

/* Formatted into the room there is; again only when that was too little. */
bool gk_buf_addf(struct gk_buf *buf, const char *format, ...) {
  va_list args;
  size_t room = buf->failed ? 0 : buf->capacity - buf->size;
  va_start(args, format);
  int n = vsnprintf(room ? buf->data + buf->size : NULL, room, format, args);
  va_end(args);
  if (n < 0 || !gk_buf_reserve(buf, (size_t)n)) {
    if (room) buf->data[buf->size] = '\0';
    buf->failed = true;
    return false;
  }
  if ((size_t)n >= room) {
    va_start(args, format);
    vsnprintf(buf->data + buf->size, (size_t)n + 1, format, args);
    va_end(args);
  }
  buf->size += (size_t)n;
  return true;
}

bool gk_buf_add_number(struct gk_buf *buf, uint64_t number) {
  char out[20];
  size_t at = sizeof out;
  do out[--at] = (char)('0' + number % 10);
  while (number /= 10);
  return gk_buf_add(buf, out + at, sizeof out - at);
}

bool gk_buf_add_fixed(struct gk_buf *buf, int64_t number, unsigned decimals) {
  char out[48];
  size_t at = sizeof out;
  uint64_t value = number < 0 ? 0 - (uint64_t)number : (uint64_t)number, unit = 1;
  for (unsigned i = 0; i < decimals; i++) unit *= 10;
  uint64_t fraction = value % unit, whole = value / unit;
  if (fraction) {
    unsigned digits = decimals;
    while (fraction % 10 == 0) {
      fraction /= 10;
      digits--;
    }
    for (; digits > 0; digits--) {
      out[--at] = (char)('0' + fraction % 10);
      fraction /= 10;
    }
    out[--at] = '.';
  }
  do out[--at] = (char)('0' + whole % 10);
  while (whole /= 10);
  if (number < 0) out[--at] = '-';
  return gk_buf_add(buf, out + at, sizeof out - at);
}

char *gk_buf_take(struct gk_buf *buf, size_t *size) {
  char *data = buf->data;
  *size = buf->size;
  *buf = (struct gk_buf){.limit = buf->limit};
  return data;
}
