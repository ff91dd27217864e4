/* Footnotes of tables (呼应注, CY/T 170-2019): what a head or a cell marks with note=
 * stands below the table as <footnote>. Decides that the two name each other; the
 * marks come with binding, in the order of the references. */
#include <string.h>

#include "lang/inside.h"

static const struct gk_footnote_node *footnote_named(const struct gk_table_node *table, const char *id) {
  for (size_t i = 0; i < table->footnote_count; i++)
    if (strcmp(table->footnotes[i].id, id) == 0) return &table->footnotes[i];
  return NULL;
}

static void read_one(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *n, const struct gk_lang_scope *scope, size_t *capacity) {
  gk_lang_attributes(l, n, "id!");
  const char *id = gk_lang_id(l, n);
  struct gk_template *content = gk_lang_inline(l, n, scope);
  if (!content && !gk_arena_failed(l->arena)) gk_lang_report(l, &gk_msg_lang_empty, n->place, n->name);
  if (!id) return;
  const struct gk_footnote_node *same = footnote_named(table, id);
  if (same) {
    const char *row = gk_arena_printf(l->arena, "%u", gk_place_position(same->place).line);
    gk_lang_report(l, &gk_msg_lang_duplicate_id, gk_xml_lookup(n, "id")->value_place, id, row ? row : "");
    return;
  }
  struct gk_footnote_node *notes = gk_arena_grow(l->arena, table->footnotes, capacity, table->footnote_count + 1, sizeof *notes);
  if (!notes) return;
  table->footnotes = notes;
  notes[table->footnote_count++] = (struct gk_footnote_node){id, content, n->place};
}

/* Marks in `used` what the elements below refer to. */
static void follow(struct gk_lang *l, const struct gk_table_node *table, const struct gk_xml_node *parent, const char *const *names, bool *used) {
  for (const struct gk_xml_node *n = parent->first; n; n = n->next) {
    if (!n->name) continue;
    bool may = gk_lang_is(n, "col") || gk_lang_is(n, "group") || gk_lang_is(n, "cell");
    const struct gk_xml_attribute *a = may ? gk_xml_lookup(n, "note") : NULL;
    const struct gk_footnote_node *note = a ? footnote_named(table, a->value) : NULL;
    if (note) used[note - table->footnotes] = true;
    else if (a) gk_lang_report_near(l, &gk_msg_lang_footnote, a->value_place, a->value, names, table->footnote_count, NULL, NULL);
    follow(l, table, n, names, used);
  }
}

void gk_lang_footnotes(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  size_t capacity = 0;
  for (const struct gk_xml_node *n = xml->first; n && !gk_arena_failed(l->arena); n = n->next)
    if (gk_lang_is(n, "footnote")) read_one(l, table, n, scope, &capacity);
  const char **names = gk_arena_array(l->arena, table->footnote_count + 1, sizeof *names);
  bool *used = gk_arena_array(l->arena, table->footnote_count + 1, sizeof *used);
  if (!names || !used) return;
  for (size_t i = 0; i < table->footnote_count; i++) names[i] = table->footnotes[i].id;
  follow(l, table, xml, names, used);
  for (size_t i = 0; i < table->footnote_count; i++)
    if (!used[i]) gk_lang_report(l, &gk_msg_lang_footnote_unused, table->footnotes[i].place, names[i]);
}
