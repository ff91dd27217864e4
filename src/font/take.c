/* Characters that go to a font of their own. The lock's exceptions and the
 * user's are written the same way; which come first is for role.c. */
#include "font/take.h"

#include <string.h>

struct reading { const struct gk_ini *ini; struct gk_takes *takes; uint32_t line; const char *key; uint16_t font; bool failed; };

static void fault(struct reading *r, const struct gk_message *message, const char *third, const char *fourth) {
  gk_ini_report(r->ini, message, r->line, third, fourth);
  r->failed = true;
}

static void no_memory(struct reading *r) {
  gk_report_memory(r->ini->sink);
  r->failed = true;
}

/* Hexadecimal digits of a code point; false when there are none or too many. */
static bool code_point(const char **at, const char *end, uint32_t *out) {
  uint32_t value = 0;
  const char *from = *at;
  for (; *at < end; ++*at) {
    char c = **at;
    unsigned digit;
    if (c >= '0' && c <= '9') digit = (unsigned)(c - '0');
    else if (c >= 'A' && c <= 'F') digit = (unsigned)(c - 'A') + 10;
    else break;
    value = value << 4 | digit;
    if (value > 0x10FFFF) return false;
  }
  *out = value;
  return *at - from >= 4;
}

/* Puts a range at its place among the sorted ones; overlapping ones are an error, for one of them would be silent. */
static void add(struct reading *r, uint32_t from, uint32_t to, const char *shown) {
  struct gk_takes *takes = r->takes;
  struct gk_take *items = gk_arena_grow(r->ini->arena, takes->items, &takes->capacity, takes->count + 1, sizeof *items);
  if (!items) {
    no_memory(r);
    return;
  }
  takes->items = items;
  size_t at = takes->count;
  while (at > 0 && items[at - 1].from > from) at--;
  if ((at > 0 && items[at - 1].to >= from) || (at < takes->count && items[at].from <= to)) {
    fault(r, &gk_msg_font_duplicate, shown, "");
    return;
  }
  memmove(&items[at + 1], &items[at], (takes->count - at) * sizeof *items);
  items[at] = (struct gk_take){.from = from, .to = to, .font = r->font};
  takes->count++;
}

static void read_word(struct reading *r, const char *word, size_t n) {
  char *copy = gk_arena_strndup(r->ini->arena, word, n);
  if (!copy) {
    no_memory(r);
    return;
  }
  if (n > 2 && word[0] == 'U' && word[1] == '+') {
    const char *at = word + 2, *end = word + n;
    uint32_t from, to;
    bool good = code_point(&at, end, &from);
    to = from;
    if (good && at < end && *at == '-') good = (at++, code_point(&at, end, &to));
    if (!good || at != end || to < from) fault(r, &gk_msg_font_bad_value, r->key, copy);
    else add(r, from, to, copy);
    return;
  }
  for (size_t i = 0; i < n;) {
    uint32_t c = gk_utf8_next(word, n, &i);
    char text[5] = {0};
    (void)gk_utf8_put(c, text);
    add(r, c, c, text);
  }
}

bool gk_takes_read(const struct gk_ini *ini, struct gk_takes *takes, uint32_t line, const char *key, const char *value, uint16_t font) {
  struct reading r = {.ini = ini, .takes = takes, .line = line, .key = key, .font = font};
  const char *word;
  size_t n;
  for (const char *at = value; gk_ini_word(&at, &word, &n);) read_word(&r, word, n);
  return !r.failed;
}

int gk_takes_lookup(const struct gk_takes *takes, uint32_t c) {
  size_t low = 0, high = takes->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (takes->items[middle].to < c) low = middle + 1;
    else high = middle;
  }
  return low < takes->count && takes->items[low].from <= c ? takes->items[low].font : -1;
}
