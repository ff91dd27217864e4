/* Lines that do not begin where the text block does: beside a label, at the right
 * for a signature; labels spread to one width (均排, clreq 3.1.10); and the rule
 * that what ends a notice takes text along when it turns the page. Decides how
 * these come into the flow; what they are is for those who call. */
#include <string.h>

#include "typeset/setting.h"

#define HELD_LINES 2   /* a page of a notice holds at least two lines of its text, as elsewhere of a paragraph */
#define HELD_UNITS 40  /* more than a page: looked at no further */

static bool add_lines(struct gk_setter *setter, const struct gk_paragraph *paragraph, struct gk_tag *tag, int32_t x) {
  for (size_t i = 0; i < paragraph->count; i++) {
    struct gk_unit *unit = gk_unit_line(setter, paragraph, i, tag);
    if (!unit) return false;
    unit->x = x;
    unit->keep = (i == 0 && paragraph->count > 1) || i + 2 == paragraph->count;
  }
  return true;
}

static struct gk_paragraph *set_plain(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, int32_t measure) {
  struct gk_paragraph *paragraph = gk_arena_alloc(setter->arena, sizeof *paragraph);
  struct gk_style plain = *style;
  plain.first_indent = plain.indent = 0;
  return paragraph && gk_set_text(setter, &plain, inlines, measure, paragraph) ? paragraph : NULL;
}

bool gk_flow_text_at(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, struct gk_tag *tag, int32_t x, int32_t measure) {
  struct gk_paragraph *paragraph = set_plain(setter, style, inlines, measure);
  return paragraph && add_lines(setter, paragraph, tag, x);
}

bool gk_flow_labelled(struct gk_setter *setter, const struct gk_paragraph *label, int32_t label_x, struct gk_tag *label_tag, const struct gk_style *style,
                      const struct gk_inlines *inlines, struct gk_tag *tag, int32_t x) {
  struct gk_paragraph *text = set_plain(setter, style, inlines, setter->page_style->text_width - x);
  if (!text) return false;
  for (size_t i = 0; i < label->count; i++) {
    struct gk_unit *unit = gk_unit_line(setter, label, i, label_tag);
    if (!unit) return false;
    unit->x = label_x;
    unit->stays = i + 1 == label->count && text->count;
    unit->keep = true;
  }
  return add_lines(setter, text, tag, x);
}

void gk_flow_hold(struct gk_setter *setter) {
  size_t lines = 0, n = setter->unit_count;
  for (size_t i = 0; i < n && i < HELD_UNITS && lines < HELD_LINES; i++) {
    struct gk_unit *unit = &setter->units[n - 1 - i];
    unit->keep = true;
    if (unit->kind == GK_UNIT_PIECE) return; /* a row of a table is text of the notice, too */
    lines += unit->kind == GK_UNIT_LINE && !unit->stays && !unit->aside;
  }
}

bool gk_spread_line(struct gk_setter *setter, struct gk_paragraph *p, size_t n, int32_t more) {
  if (p->count != 1 || n < 2 || n > p->lines[0].count) return true;
  struct gk_line *line = gk_arena_alloc(setter->pages, sizeof *line);
  struct gk_line_glyph *glyphs = gk_arena_array(setter->pages, p->lines[0].count, sizeof *glyphs);
  if (!line || !glyphs) return false;
  *line = p->lines[0];
  memcpy(glyphs, line->glyphs, line->count * sizeof *glyphs);
  for (size_t i = 0; i < line->count; i++) glyphs[i].x += i < n ? (int32_t)((int64_t)more * (int64_t)i / (int64_t)(n - 1)) : more;
  line->glyphs = glyphs;
  line->width += more;
  line->adjusted[GK_ADJUST_COMMON] += more;
  p->lines = line;
  return true;
}
