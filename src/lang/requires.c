/* requires="保密审查 审签": what a document must state before it is archived or
 * printed, beside what is set in it. Decides which fields may be asked for: single
 * ones that are public. Whether the data has them is bind's question. */
#include <string.h>

#include "lang/inside.h"

/* Says why `name` of `group` cannot be required: it is hidden (field), the group has it not, or is no group. */
static void refuse_required(struct gk_lang *l, struct gk_place place, const char *name, const struct gk_field *group, const struct gk_field *field) {
  enum gk_lang_class class = gk_lang_class_of(group);
  const char **names = gk_arena_array(l->arena, group->field_count + 1, sizeof(char *));
  for (size_t i = 0; names && i < group->field_count; i++) names[i] = group->fields[i]->name;
  if (field) gk_lang_report(l, &gk_msg_lang_hidden, place, name);
  else if (group->field_count == 0) gk_lang_report(l, &gk_msg_lang_leaf, place, group->name, gk_lang_class_zh(class), gk_lang_class_en(class), name);
  else if (names) gk_lang_report_near(l, &gk_msg_lang_name, place, name, names, group->field_count, NULL, NULL);
}

/* The field of a dotted name from the root; NULL after a report. */
static const struct gk_field *required_field(struct gk_lang *l, struct gk_lang_text *t, size_t from, size_t to) {
  const struct gk_field *field = l->root;
  for (size_t at = from; at <= to;) {
    size_t end = at;
    while (end < to && t->text[end] != '.') end++;
    const struct gk_field *group = field;
    field = gk_field_lookup(group, t->text + at, end - at);
    if (!field || field->hidden) {
      refuse_required(l, gk_lang_text_place(t, from, to), gk_lang_copy(l, t->text + at, end - at), group, field);
      return NULL;
    }
    at = end + 1;
  }
  return field;
}

void gk_lang_requires(struct gk_lang *l, const struct gk_xml_node *xml, struct gk_document_node *document) {
  const struct gk_xml_attribute *a = gk_xml_lookup(xml, "requires");
  if (!a || !gk_lang_string(l, xml, "requires")) return;
  struct gk_lang_text t = gk_lang_text_of(a->value, strlen(a->value), a->value_place, GK_LANG_VALUE);
  size_t capacity = 0;
  for (size_t from = 0, to; from < t.size; from = to) {
    for (to = from; to < t.size && !gk_lang_is_space(t.text[to]); to++) continue;
    const struct gk_field *field = to > from ? required_field(l, &t, from, to) : NULL;
    enum gk_lang_class class = field ? gk_lang_class_of(field) : GK_CLASS_TEXT;
    if (field && (class == GK_CLASS_GROUP || class == GK_CLASS_RECORDS || class == GK_CLASS_TEXTS)) {
      gk_lang_report(l, &gk_msg_lang_requires_type, gk_lang_text_place(&t, from, to), field->name, gk_lang_class_zh(class), gk_lang_class_en(class));
    } else if (field) {
      const struct gk_field **fields = gk_arena_grow(l->arena, document->requires, &capacity, document->require_count + 1, sizeof *fields);
      if (!fields) return;
      document->requires = fields;
      fields[document->require_count++] = field;
    }
    while (to < t.size && gk_lang_is_space(t.text[to])) to++;
  }
}
