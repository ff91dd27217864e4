/* Checks of the model: <check when= of= message=>, what makes data doubtful or
 * wrong beside the formulas. Decides what one may say; when it applies, and how
 * its message reads, is bind's. */
#include "lang/inside.h"

#define ATTRIBUTES "when! of! message! en level"
#define BIT(class) (1u << GK_CLASS_##class)
#define DATA (BIT(NUMBER) | BIT(AMOUNT) | BIT(QUANTITY) | BIT(PERCENT) | BIT(YEAR) | BIT(DATE) | BIT(TEXT) | BIT(TEXTS))

static void add(struct gk_lang *l, struct gk_field *group, const struct gk_check *check) {
  struct gk_check *checks = gk_arena_array(l->arena, group->check_count + 1, sizeof *checks);
  if (!checks) return;
  for (size_t i = 0; i < group->check_count; i++) checks[i] = group->checks[i];
  checks[group->check_count++] = *check;
  group->checks = checks;
}

/* So that data without checks is not walked through for them. */
static bool mark(struct gk_field *field) {
  field->checked = field->check_count > 0;
  for (size_t i = 0; i < field->field_count; i++) field->checked |= mark(field->fields[i]);
  return field->checked;
}

static void read_check(struct gk_lang *l, struct gk_field *group, const struct gk_xml_node *node) {
  gk_lang_attributes(l, node, ATTRIBUTES);
  for (const struct gk_xml_node *n = node->first; n; n = n->next)
    if (!gk_lang_text_child(l, n)) gk_lang_refuse_element(l, n, "");
  struct gk_lang_scope scopes[GK_LANG_GROUPS_MOST];
  const struct gk_lang_scope *scope = gk_lang_group_scope(group, scopes);
  const struct gk_xml_attribute *when = gk_xml_lookup(node, "when"), *of = gk_xml_lookup(node, "of");
  struct gk_check check = {.place = node->place};
  if (when) check.when = gk_lang_test(l, when, scope);
  if (of) check.of = gk_lang_path(l, of, scope, DATA, "一个值", "a value");
  check.message = gk_lang_template_value(l, gk_xml_lookup(node, "message"), scope);
  check.english = gk_lang_template_value(l, gk_xml_lookup(node, "en"), scope);
  check.error = gk_lang_choice(l, node, "level", "warning error", 0) == 1;
  if (check.when && check.of && check.message) add(l, group, &check);
}

void gk_lang_checks(struct gk_lang *l, struct gk_field *root, const struct gk_lang_check *list, size_t n) {
  for (size_t i = 0; i < n && !gk_arena_failed(l->arena); i++) read_check(l, list[i].group, list[i].node);
  mark(root);
}
