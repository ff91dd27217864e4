/* What a column has besides its value and its title: alignment, merging, running
 * numbers, the number below the head, the diagonal of a corner cell. */
#include "lang/inside.h"

#define WIDTH_MOST 100000

enum gk_style_align gk_lang_align(struct gk_lang *l, const struct gk_xml_node *xml, bool *given) {
  static const enum gk_style_align aligns[] = {GK_STYLE_JUSTIFY, GK_STYLE_START, GK_STYLE_CENTER, GK_STYLE_END, GK_STYLE_DECIMAL};
  *given = gk_xml_lookup(xml, "align") != NULL;
  return aligns[gk_lang_choice(l, xml, "align", "justify start center end decimal", 0)];
}

void gk_lang_column_set(struct gk_lang *l, struct gk_column *column, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  static const int serials[] = {GK_SERIAL_NONE, GK_SERIAL_ROW, GK_SERIAL_CONTINUE};
  static const int numbered[] = {GK_NUMBERED_AUTO, GK_NUMBERED_YES, GK_NUMBERED_NO, GK_NUMBERED_LABEL};
  const struct gk_xml_attribute *serial = gk_xml_lookup(xml, "serial"), *of = gk_xml_lookup(xml, "of"), *width = gk_xml_lookup(xml, "width");
  column->align = gk_lang_align(l, xml, &column->has_align);
  column->merge = gk_lang_choice(l, xml, "merge", "none equal", 0) == 1;
  column->head = gk_lang_choice(l, xml, "scope", "none row", 0) == 1;
  column->distribute = gk_lang_yes(l, xml, "distribute");
  column->no_total = gk_lang_choice(l, xml, "total", "yes no", 0) == 1;
  column->level_indent = gk_lang_choice(l, xml, "indent", "none level", 0) == 1;
  column->vertical = gk_lang_choice(l, xml, "direction", "horizontal vertical", 0) == 1;
  column->serial = serials[gk_lang_choice(l, xml, "serial", "no yes continue", 0)];
  column->numbered = numbered[gk_lang_choice(l, xml, "number", "auto yes no label", 0)];
  column->below = gk_lang_template_value(l, gk_xml_lookup(xml, "below"), scope);
  if (column->serial && of) gk_lang_report(l, &gk_msg_lang_serial_of, serial->name_place, "");
  if (width) gk_lang_milli(l, width, WIDTH_MOST, &column->width);
  for (const struct gk_xml_node *n = xml->first; n; n = n->next)
    if (!gk_lang_text_child(l, n)) gk_lang_refuse_element(l, n, "");
}
