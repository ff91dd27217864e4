/* Other spellings of the model's names, and the phrases that titles are not
 * broken within. Decides that a term's aliases go to every field of that
 * canonical name, wherever it stands in the model. */
#include <string.h>

#include "lang/inside.h"

struct names { const char **items; size_t count, capacity; };

static bool has_alias(const struct gk_field *field, const char *alias) {
  for (size_t i = 0; i < field->alias_count; i++)
    if (strcmp(field->aliases[i], alias) == 0) return true;
  return false;
}

static void add_alias(struct gk_lang *l, struct gk_field *field, const char *alias) {
  if (has_alias(field, alias)) return;
  const char **aliases = gk_arena_array(l->arena, field->alias_count + 1, sizeof *aliases);
  if (!aliases) return;
  for (size_t i = 0; i < field->alias_count; i++) aliases[i] = field->aliases[i];
  aliases[field->alias_count++] = alias;
  field->aliases = aliases;
}

/* Gives the alias to each field called `name`; the number of fields. */
static size_t give(struct gk_lang *l, struct gk_field *group, const char *name, const char *alias) {
  size_t found = 0;
  for (size_t i = 0; i < group->field_count; i++) {
    struct gk_field *field = group->fields[i];
    if (strcmp(field->name, name) == 0) {
      found++;
      if (alias) add_alias(l, field, alias);
    }
    found += give(l, field, name, alias);
  }
  return found;
}

static void gather_names(struct gk_lang *l, const struct gk_field *group, struct names *names) {
  for (size_t i = 0; i < group->field_count; i++) {
    const char **items = gk_arena_grow(l->arena, names->items, &names->capacity, names->count + 1, sizeof *items);
    if (!items) return;
    names->items = items;
    items[names->count++] = group->fields[i]->name;
    gather_names(l, group->fields[i], names);
  }
}

static const char *alias_text(struct gk_lang *l, const struct gk_xml_node *node) {
  gk_lang_attributes(l, node, "");
  const struct gk_xml_node *text = node->first;
  for (const struct gk_xml_node *n = text; n; n = n->next)
    if (n->name) gk_lang_refuse_element(l, n, "");
  size_t from = 0, to = text && text->text ? text->text_size : 0;
  while (from < to && gk_lang_is_space(text->text[from])) from++;
  while (to > from && gk_lang_is_space(text->text[to - 1])) to--;
  if (to > from) return gk_lang_copy(l, text->text + from, to - from);
  gk_lang_report(l, &gk_msg_lang_empty, node->place, node->name);
  return NULL;
}

static void read_term(struct gk_lang *l, const struct gk_xml_node *node, struct gk_model *model) {
  gk_lang_attributes(l, node, "field!");
  const struct gk_xml_attribute *field = gk_xml_lookup(node, "field");
  if (field && give(l, model->root, field->value, NULL) == 0) {
    struct names names = {0};
    gather_names(l, model->root, &names);
    gk_lang_report_near(l, &gk_msg_lang_term, field->value_place, field->value, names.items, names.count, NULL, NULL);
  }
  size_t count = 0;
  for (const struct gk_xml_node *n = node->first; n; n = n->next) {
    if (gk_lang_text_child(l, n)) continue;
    if (!gk_lang_is(n, "alias")) {
      gk_lang_refuse_element(l, n, "alias");
      continue;
    }
    count++;
    const char *alias = alias_text(l, n);
    if (alias && field) give(l, model->root, field->value, alias);
  }
  if (count == 0) gk_lang_report(l, &gk_msg_lang_empty, node->place, node->name);
}

/* --- phrases: words between white space */

static void add_phrase(struct gk_lang *l, struct names *phrases, const char *text, size_t n) {
  const char **items = gk_arena_grow(l->arena, phrases->items, &phrases->capacity, phrases->count + 1, sizeof *items);
  if (!items) return;
  phrases->items = items;
  items[phrases->count++] = gk_lang_copy(l, text, n);
}

static void read_phrases(struct gk_lang *l, const struct gk_xml_node *node, struct names *phrases) {
  gk_lang_attributes(l, node, "");
  size_t before = phrases->count;
  for (const struct gk_xml_node *n = node->first; n; n = n->next) {
    if (n->name) gk_lang_refuse_element(l, n, "");
    for (size_t i = 0, from; !n->name && i < n->text_size;) {
      while (i < n->text_size && gk_lang_is_space(n->text[i])) i++;
      for (from = i; i < n->text_size && !gk_lang_is_space(n->text[i]);) i++;
      if (i > from) add_phrase(l, phrases, n->text + from, i - from);
    }
  }
  if (phrases->count == before && !gk_arena_failed(l->arena)) gk_lang_report(l, &gk_msg_lang_empty, node->place, node->name);
}

void gk_lang_terms(struct gk_lang *l, const struct gk_xml_node *root, struct gk_layout *layout) {
  struct names phrases = {0};
  gk_lang_attributes(l, root, "");
  for (const struct gk_xml_node *n = root->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (gk_lang_text_child(l, n)) continue;
    if (gk_lang_is(n, "term")) read_term(l, n, layout->model);
    else if (gk_lang_is(n, "phrases")) read_phrases(l, n, &phrases);
    else gk_lang_refuse_element(l, n, "term phrases");
  }
  layout->phrases = phrases.items;
  layout->phrase_count = phrases.count;
}
