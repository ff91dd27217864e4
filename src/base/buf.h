/* A growing byte buffer, born with its limit. Any failure (memory, limit) sets
 * `failed`, later additions are ignored, and the contents stay valid. */
#ifndef GK_BASE_BUF_H
#define GK_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct gk_buf {
  char *data;      /* NUL-terminated once anything was added; NULL before */
  size_t size;     /* bytes, without the final NUL */
  size_t capacity;
  size_t limit;    /* most bytes it may hold */
  bool failed;
};

void gk_buf_init(struct gk_buf *buf, size_t limit);
void gk_buf_drop(struct gk_buf *buf);
void gk_buf_clear(struct gk_buf *buf); /* keeps the memory */
/* Makes room for n bytes more and the NUL; for gk_buf_add. */
bool gk_buf_reserve(struct gk_buf *buf, size_t n);
static inline bool gk_buf_add(struct gk_buf *buf, const void *bytes, size_t n) {
  if ((buf->failed || n >= buf->capacity - buf->size || n > buf->limit - buf->size) && !gk_buf_reserve(buf, n)) return false;
  if (n) memcpy(buf->data + buf->size, bytes, n);
  buf->size += n;
  buf->data[buf->size] = '\0';
  return true;
}
static inline bool gk_buf_add_string(struct gk_buf *buf, const char *text) { return gk_buf_add(buf, text, strlen(text)); }
static inline bool gk_buf_add_char(struct gk_buf *buf, char c) { return gk_buf_add(buf, &c, 1); }
bool gk_buf_add_number(struct gk_buf *buf, uint64_t number); /* in decimal */
/* printf; only integer, %s, %.*s and %% conversions (no floats: locale). */
bool gk_buf_addf(struct gk_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Writes a number of units of so many decimals (at most 9) as the shortest decimal. */
bool gk_buf_add_fixed(struct gk_buf *buf, int64_t number, unsigned decimals);
/* Thousandths: 1500 → "1.5", -2 → "-0.002", 3000 → "3". */
static inline bool gk_buf_add_milli(struct gk_buf *buf, int64_t milli) { return gk_buf_add_fixed(buf, milli, 3); }
/* Gives the memory to the caller (free with gk_memory_free) and empties the buffer. */
char *gk_buf_take(struct gk_buf *buf, size_t *size);

#endif
