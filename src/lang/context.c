/* Reports and places. Decides how the nearest legal name is offered and how a
 * position in a resolved text (entities replaced) is found in the file. */
#include <string.h>

#include "lang/inside.h"

#define LISTED_MOST 14
#define WORDS_MOST 48

void gk_lang_report_args(struct gk_lang *l, const struct gk_message *message, struct gk_place place, const char *const *args) {
  struct gk_place data = l->data ? place : gk_place_none(), layout = l->data ? gk_place_none() : place;
  gk_report_args(l->sink, message, data, layout, args);
  if (message->severity == GK_ERROR) l->failed = true;
}

const char *gk_lang_copy(struct gk_lang *l, const char *text, size_t n) {
  const char *copy = gk_arena_strndup(l->arena, text, n);
  return copy ? copy : "";
}

static const char *joined(struct gk_lang *l, const char *const *words, size_t n) {
  const char *text = "";
  for (size_t i = 0; i < n && i < LISTED_MOST && text; i++) text = gk_arena_printf(l->arena, "%s%s%s", text, i ? " " : "", words[i]);
  if (n > LISTED_MOST && text) text = gk_arena_printf(l->arena, "%s …", text);
  return text && *text ? text : "——";
}

void gk_lang_report_near(struct gk_lang *l, const struct gk_message_pair *pair, struct gk_place place, const char *word, const char *const *candidates,
                         size_t n, const char *extra, const char *extra_en) {
  const char *near = gk_nearest(word, candidates, n);
  if (near) gk_lang_report(l, &pair->near, place, word, near, extra ? extra : "", extra_en ? extra_en : "");
  else gk_lang_report(l, &pair->list, place, word, joined(l, candidates, n), extra ? extra : "", extra_en ? extra_en : "");
}

void gk_lang_report_words(struct gk_lang *l, const struct gk_message_pair *pair, struct gk_place place, const char *word, const char *words,
                          const char *extra, const char *extra_en) {
  const char *list[WORDS_MOST];
  size_t n = 0;
  for (const char *p = words; *p && n < WORDS_MOST;) {
    size_t size = strcspn(p, " ");
    size_t bare = size && p[size - 1] == '!' ? size - 1 : size;
    list[n++] = gk_lang_copy(l, p, bare);
    p += size;
    while (*p == ' ') p++;
  }
  gk_lang_report_near(l, pair, place, word, list, n, extra, extra_en);
}

int gk_lang_word(const char *words, const char *word, size_t n) {
  int index = 0;
  for (const char *p = words; *p; index++) {
    size_t size = strcspn(p, " ");
    size_t bare = size && p[size - 1] == '!' ? size - 1 : size;
    if (bare == n && memcmp(p, word, n) == 0) return index;
    p += size;
    while (*p == ' ') p++;
  }
  return -1;
}

bool gk_lang_is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

size_t gk_lang_name_size(const char *text, size_t n) {
  size_t size = 0;
  while (size < n) {
    size_t next = size;
    uint32_t c = gk_utf8_next(text, n, &next);
    bool digit = c >= '0' && c <= '9';
    bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (digit && size > 0) || (c > 0x7F && c != GK_UTF8_BAD && gk_char_is_han(c));
    if (!fine) break;
    size = next;
  }
  return size;
}

bool gk_lang_is_name(const char *text) { return *text && gk_lang_name_size(text, strlen(text)) == strlen(text); }

/* ------------------------------------------------------- places */

struct gk_lang_text gk_lang_text_of(const char *text, size_t n, struct gk_place whole, enum gk_lang_text_kind kind) {
  struct gk_lang_text t = {.text = text, .size = n, .kind = kind, .whole = whole, .rest = whole};
  /* What XML resolves is always longer in the file, so equal length means equal places. Text of data may be escaped in ways
   * known only to its own format: then the whole is the place. */
  if (kind == GK_LANG_RAW) t.exact = whole.source && whole.length >= n && memcmp(whole.source->text + whole.offset, text, n) == 0;
  else t.exact = whole.length == n;
  return t;
}

struct gk_place gk_lang_text_place(struct gk_lang_text *t, size_t from, size_t to) {
  if (!t->whole.source) return t->whole;
  if (to < from) to = from;
  if (t->exact) return gk_place_at(t->whole.source, t->whole.offset + from, to - from);
  if (t->kind == GK_LANG_RAW) return t->whole;
  if (from < t->done) {
    t->rest = t->whole;
    t->done = 0;
  }
  struct gk_place place = gk_xml_place_within(t->rest, from - t->done, to - from);
  uint32_t end = t->rest.offset + t->rest.length;
  t->rest = gk_place_at(t->whole.source, place.offset, end - place.offset);
  t->done = from;
  return place;
}
