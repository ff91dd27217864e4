/* An XML text without its comments and processing instructions (XML 1.0 2.5, 2.6):
 * what it says to a program, and nothing that who wrote it noted for himself. The
 * text is one that gk_xml_parse took: in it every < begins markup, so that none of
 * this is looked for in the values of attributes; CDATA is text. The declaration
 * (2.8) stays. Parsing what is left gives the same tree. */
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"

/* Past the first `end` in text[at, size); size when there is none. */
static size_t past(const char *text, size_t size, size_t at, const char *end) {
  size_t n = strlen(end);
  for (const char *found; at < size && (found = memchr(text + at, end[0], size - at)) != NULL; at = (size_t)(found - text) + 1)
    if (size - (size_t)(found - text) >= n && memcmp(found, end, n) == 0) return (size_t)(found - text) + n;
  return size;
}

static bool begins(const char *text, size_t size, size_t at, const char *with) {
  size_t n = strlen(with);
  return size - at >= n && memcmp(text + at, with, n) == 0;
}

/* Past the markup that begins at the < at `at`; *left_out: it is no part of the tree. */
static size_t markup_end(const char *text, size_t size, size_t at, bool *left_out) {
  *left_out = false;
  if (begins(text, size, at, "<![CDATA[")) return past(text, size, at, "]]>");
  if (begins(text, size, at, "<?xml ") || begins(text, size, at, "<?xml\t") || begins(text, size, at, "<?xml\n") || begins(text, size, at, "<?xml\r")) return at + 1;
  *left_out = begins(text, size, at, "<!--") || begins(text, size, at, "<?");
  if (!*left_out) return at + 1;
  return text[at + 1] == '?' ? past(text, size, at + 2, "?>") : past(text, size, at + 4, "-->");
}

const char *gk_xml_plain(struct gk_arena *arena, const struct gk_source *source, size_t *size) {
  const char *text = source->text;
  char *out = gk_arena_array(arena, source->size + 1, 1);
  if (!out) return NULL;
  size_t n = 0;
  for (size_t from = 0, at = 0; from < source->size; from = at) {
    bool left_out = false;
    const char *next = memchr(text + from, '<', source->size - from);
    at = next == NULL ? source->size : (size_t)(next - text);
    memcpy(out + n, text + from, at - from);
    n += at - from;
    if (next == NULL) break;
    from = at;
    at = markup_end(text, source->size, from, &left_out);
    if (left_out) continue;
    memcpy(out + n, text + from, at - from);
    n += at - from;
  }
  out[n] = '\0';
  *size = n;
  return out;
}
