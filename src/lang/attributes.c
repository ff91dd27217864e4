/* What any element's attributes and children have in common: which may stand,
 * which must, and the simple kinds of values. */
#include <stdio.h>
#include <string.h>

#include "lang/inside.h"

#define SHOWN_BYTES 60

bool gk_lang_is(const struct gk_xml_node *node, const char *name) { return node->name && strcmp(node->name, name) == 0; }

static bool missing(struct gk_lang *l, const struct gk_xml_node *node, const char *name, size_t n) {
  const char *copy = gk_lang_copy(l, name, n);
  if (gk_xml_lookup(node, copy)) return false;
  gk_lang_report(l, &gk_msg_lang_attribute_missing, node->place, node->name, copy);
  return true;
}

bool gk_lang_attributes(struct gk_lang *l, const struct gk_xml_node *node, const char *words) {
  bool fine = true;
  for (const struct gk_xml_attribute *a = node->attributes; a; a = a->next) {
    if (gk_lang_word(words, a->name, strlen(a->name)) >= 0) continue;
    gk_lang_report_words(l, &gk_msg_lang_attribute, a->name_place, a->name, words, node->name, NULL);
    fine = false;
  }
  for (const char *p = words; *p;) {
    size_t size = strcspn(p, " ");
    if (size && p[size - 1] == '!' && missing(l, node, p, size - 1)) fine = false;
    p += size;
    while (*p == ' ') p++;
  }
  return fine;
}

void gk_lang_refuse_element(struct gk_lang *l, const struct gk_xml_node *child, const char *words) {
  /* The word itself may be legal elsewhere or here but once: then it is no slip of spelling, and the list helps more. */
  gk_lang_report_words(l, &gk_msg_lang_element, child->place, child->name, words, child->parent ? child->parent->name : "", NULL);
}

/* The beginning of a text, cut between characters. */
static const char *shown(struct gk_lang *l, const char *text, size_t n) {
  if (n <= SHOWN_BYTES) return gk_lang_copy(l, text, n);
  n = SHOWN_BYTES;
  while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) n--;
  const char *cut = gk_arena_printf(l->arena, "%.*s……", (int)n, text);
  return cut ? cut : "";
}

bool gk_lang_text_child(struct gk_lang *l, const struct gk_xml_node *child) {
  if (!child->text) return false;
  size_t from = 0, to = child->text_size;
  while (from < to && gk_lang_is_space(child->text[from])) from++;
  while (to > from && gk_lang_is_space(child->text[to - 1])) to--;
  if (from == to) return true;
  struct gk_lang_text t = gk_lang_text_of(child->text, child->text_size, child->place, GK_LANG_CONTENT);
  gk_lang_report(l, &gk_msg_lang_text, gk_lang_text_place(&t, from, to), child->parent->name, shown(l, child->text + from, to - from));
  return true;
}

const char *gk_lang_string(struct gk_lang *l, const struct gk_xml_node *node, const char *name) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, name);
  if (!a) return NULL;
  const char *p = a->value;
  while (gk_lang_is_space(*p)) p++;
  if (*p) return a->value;
  gk_lang_report(l, &gk_msg_lang_blank, a->name_place, name);
  return NULL;
}

int gk_lang_choice(struct gk_lang *l, const struct gk_xml_node *node, const char *name, const char *words, int otherwise) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, name);
  if (!a) return otherwise;
  int index = gk_lang_word(words, a->value, strlen(a->value));
  if (index >= 0) return index;
  gk_lang_report_words(l, &gk_msg_lang_value, a->value_place, a->value, words, name, NULL);
  return otherwise;
}

bool gk_lang_yes(struct gk_lang *l, const struct gk_xml_node *node, const char *name) { return gk_lang_choice(l, node, name, "no yes", 0) == 1; }

unsigned gk_lang_count(struct gk_lang *l, const struct gk_xml_node *node, const char *name, unsigned least, unsigned most, unsigned otherwise) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, name);
  if (!a) return otherwise;
  unsigned value = 0;
  const char *p = a->value;
  while (*p >= '0' && *p <= '9' && value <= most) value = value * 10 + (unsigned)(*p++ - '0');
  if (p > a->value && !*p && value >= least && value <= most) return value;
  char bounds[2][16];
  snprintf(bounds[0], sizeof bounds[0], "%u", least);
  snprintf(bounds[1], sizeof bounds[1], "%u", most);
  gk_lang_report(l, &gk_msg_lang_count, a->value_place, name, bounds[0], bounds[1], shown(l, a->value, strlen(a->value)));
  return otherwise;
}

const char *gk_lang_id(struct gk_lang *l, const struct gk_xml_node *node) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, "id");
  if (!a) return NULL;
  size_t n = strlen(a->value), i = 0;
  while (i < n) {
    size_t at = i;
    uint32_t c = gk_utf8_next(a->value, n, &i);
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    if (plain || (c > 0x7F && c != GK_UTF8_BAD && gk_char_is_han(c))) continue;
    i = at;
    break;
  }
  if (n > 0 && i == n) return a->value;
  gk_lang_report(l, &gk_msg_lang_id, n ? a->value_place : a->name_place, shown(l, a->value, n));
  return NULL;
}

bool gk_lang_split(struct gk_lang *l, const char *text, const char ***words, size_t *n) {
  *words = NULL;
  *n = 0;
  size_t capacity = 0;
  for (const char *p = text; *p;) {
    while (gk_lang_is_space(*p)) p++;
    size_t size = strcspn(p, " \t\r\n");
    if (size == 0) break;
    const char **grown = gk_arena_grow(l->arena, *words, &capacity, *n + 1, sizeof *grown);
    if (!grown) return false;
    *words = grown;
    grown[(*n)++] = gk_lang_copy(l, p, size);
    p += size;
  }
  return true;
}
