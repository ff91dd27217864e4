/* “您是不是要写……”: the nearest of a list by edit distance in characters, a
 * swap of neighbours counting as one (Damerau). Ties go to the first. */
#include <string.h>

#include "base/base.h"

#define WORD_MAX 40

static size_t decode(const char *text, uint32_t out[WORD_MAX]) {
  size_t n = strlen(text), count = 0;
  for (size_t i = 0; i < n;) {
    if (count == WORD_MAX) return 0;
    out[count++] = gk_utf8_next(text, n, &i);
  }
  return count;
}

static unsigned least(unsigned a, unsigned b, unsigned c) {
  unsigned m = a < b ? a : b;
  return m < c ? m : c;
}

static unsigned distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m) {
  unsigned rows[3][WORD_MAX + 1];
  unsigned *before = rows[0], *row = rows[1], *next = rows[2];
  for (size_t j = 0; j <= m; j++) row[j] = (unsigned)j;
  for (size_t i = 1; i <= n; i++) {
    next[0] = (unsigned)i;
    for (size_t j = 1; j <= m; j++) {
      next[j] = least(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < next[j]) next[j] = before[j - 2] + 1;
    }
    unsigned *free_row = before;
    before = row;
    row = next;
    next = free_row;
  }
  return row[m];
}

const char *gk_nearest(const char *word, const char *const *candidates, size_t n) {
  uint32_t a[WORD_MAX], b[WORD_MAX];
  size_t length = decode(word, a);
  if (length == 0) return NULL;
  unsigned allowed = length / 3 > 1 ? (unsigned)(length / 3) : 1, best = allowed + 1;
  const char *nearest = NULL;
  for (size_t i = 0; i < n; i++) {
    size_t m = decode(candidates[i], b);
    if (m == 0) continue;
    unsigned d = distance(a, length, b, m);
    /* One character changed in a word of one or two says nothing. */
    if (d < best && (d == 0 || length > 2 || m > 2 || d < (length > m ? length : m))) {
      best = d;
      nearest = candidates[i];
    }
  }
  return nearest;
}
