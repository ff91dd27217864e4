/* Rules of tables (CY/T 170-2019 7): 全线表 has all, 省线表 no outer vertical ones,
 * 三线表 only those above, below the head and at the foot. Each rule is drawn once,
 * along a row's edge or a column's, broken where a cell spans it. */
#include <string.h>

#include "typeset/table.h"

static bool add_rule(struct gk_setter *setter, int32_t x, int32_t y, int32_t width, int32_t height) {
  struct gk_item *item = gk_page_add(setter);
  if (!item) return false;
  struct gk_rect block = gk_setter_block(setter);
  item->kind = GK_ITEM_RULE;
  item->artifact = GK_ARTIFACT_RULE;
  item->rect = (struct gk_rect){block.x + x, block.y + y, width, height};
  return true;
}

static bool named(const struct gk_table_setting *t, const char *rules) { return t->style->rules && strcmp(t->style->rules, rules) == 0; }

static bool same(const struct gk_table_setting *t, uint32_t r, uint32_t c, uint32_t r2, uint32_t c2) {
  return t->cover[(size_t)r * t->table->columns + c] == t->cover[(size_t)r2 * t->table->columns + c2];
}

bool gk_table_rule_above(struct gk_setter *setter, struct gk_table_setting *t, uint32_t above, uint32_t r, int32_t y, bool frame) {
  uint32_t n = t->table->columns, head = t->table->head_rows;
  if (!frame && named(t, "three") && !(above < head && r >= head)) return true;
  int32_t thick = frame ? t->style->frame : t->style->rule;
  /* The frame stands inside 版心: where a table begins or ends at its edge, the rule does too. */
  int32_t top = y - thick / 2, lowest = gk_setter_block(setter).height - thick;
  if (top > lowest) top = lowest;
  if (top < 0) top = 0;
  for (uint32_t c = 0; c < n;) {
    uint32_t from = c;
    while (c < n && (frame || !same(t, above, c, r, c))) c++;
    if (c > from && !add_rule(setter, t->x[from], top, t->x[c] - t->x[from], thick)) return false;
    while (c < n && !frame && same(t, above, c, r, c)) c++;
  }
  return true;
}

bool gk_table_rules_beside(struct gk_setter *setter, struct gk_table_setting *t, uint32_t r, int32_t y, int32_t height) {
  uint32_t n = t->table->columns;
  if (named(t, "three")) return true;
  for (uint32_t c = 0; c <= n; c++) {
    bool frame = c == 0 || c == n;
    if (frame ? named(t, "open") : same(t, r, c - 1, r, c)) continue;
    int32_t thick = frame ? t->style->frame : t->style->rule;
    int32_t x = c == 0 ? t->x[0] : c == n ? t->x[n] - thick : t->x[c] - thick / 2;
    if (!add_rule(setter, x, y, thick, height)) return false;
  }
  return true;
}
