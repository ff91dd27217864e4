/* Forms (项目绩效目标表): labels and values in a grid without a head. Decides the
 * columns from their widths; rows, bands and lists of records in a form are those
 * of tables. With each= there is a form for each record. */
#include <string.h>

#include "lang/inside.h"

#define COLUMNS_MOST 60
#define EM_MOST 100000
#define BIT(class) (1u << GK_CLASS_##class)

/* "4.5 auto": a width in 字, or from content. */
static bool read_width(struct gk_lang *l, const struct gk_xml_attribute *a, const char *word, struct gk_column *column) {
  if (strcmp(word, "auto") == 0) return true;
  struct gk_xml_attribute one = *a;
  one.value = word;
  return gk_lang_milli(l, &one, EM_MOST, &column->width);
}

static void read_columns(struct gk_lang *l, struct gk_table_node *form, const struct gk_xml_node *xml) {
  const struct gk_xml_attribute *a = gk_xml_lookup(xml, "columns");
  const char **words;
  size_t n;
  if (!a || !gk_lang_split(l, a->value, &words, &n)) return;
  if (n == 0 || n > COLUMNS_MOST) {
    gk_lang_report(l, &gk_msg_lang_form_columns, n ? a->value_place : a->name_place, "");
    return;
  }
  form->columns = form->leaves = gk_arena_array(l->arena, n, sizeof *form->leaves);
  if (!form->leaves) return;
  for (size_t i = 0; i < n; i++) {
    struct gk_column *column = gk_arena_alloc(l->arena, sizeof *column);
    if (!column) return;
    column->place = a->value_place;
    bool fine = read_width(l, a, words[i], column);
    form->leaves[form->leaf_count++] = column;
    form->column_count = form->leaf_count;
    if (!fine) return;
  }
}

struct gk_table_node *gk_lang_form(struct gk_lang *l, const struct gk_layout *layout, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  struct gk_table_node *form = gk_arena_alloc(l->arena, sizeof *form);
  if (!form) return NULL;
  gk_lang_attributes(l, xml, "id title unit columns! each style orientation left right");
  form->form = true;
  const struct gk_xml_attribute *each = gk_xml_lookup(xml, "each");
  struct gk_lang_scope records = {scope, NULL};
  if (each) {
    form->each = gk_lang_path(l, each, scope, BIT(RECORDS), "多条记录", "records");
    if (!form->each) return form;
    records.record = form->each->field;
  }
  const struct gk_lang_scope *inside = each ? &records : scope;
  gk_lang_table_around(l, layout, form, xml, inside);
  read_columns(l, form, xml);
  if (form->leaf_count == 0 || gk_arena_failed(l->arena)) return form;
  struct gk_lang_window w = {.table = form, .first = 0, .width = form->leaf_count};
  struct gk_lang_row_list rows = gk_lang_rows(l, &w, xml, inside);
  form->rows = rows.items;
  form->row_count = rows.count;
  return form;
}
