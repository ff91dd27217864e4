/* Rules of a part (CY/T 170-2019 5): each drawn once, as long as it runs, broken
 * where a cell spans it; ends flush with the outer edges of the rules they meet.
 *   all    全线表  frame, all rules
 *   open   省线表  no walls; rules between columns, in and under the head, above totals
 *   three  三线表  top, bottom, in and under the head */
#include <string.h>

#include "typeset/table.h"

enum kind { RULES_ALL, RULES_OPEN, RULES_THREE };

static enum kind kind_of(const struct gk_table_work *w) {
  const char *rules = w->style->rules;
  if (rules && strcmp(rules, "open") == 0) return RULES_OPEN;
  return rules && strcmp(rules, "three") == 0 ? RULES_THREE : RULES_ALL;
}

static uint32_t owner(const struct gk_table_work *w, size_t part_row, uint32_t column) {
  return w->owner[(size_t)w->part.rows[part_row].row * w->table->columns + column];
}

/* Is there a rule between rows i - 1 and i of the part at a column? */
static bool divides(const struct gk_table_work *w, enum kind kind, size_t i, uint32_t column) {
  const struct gk_part_row *above = &w->part.rows[i - 1], *below = &w->part.rows[i];
  bool heads = above->row < w->table->head_rows;
  bool total = w->table->roles && w->table->roles[below->row] == GK_ROLE_TOTAL;
  if (kind != RULES_ALL && !heads && !(kind == RULES_OPEN && total)) return false;
  return above->repeat != below->repeat || owner(w, i - 1, column) != owner(w, i, column);
}

static bool row_rule(struct gk_table_work *w, enum kind kind, size_t i, int32_t y) {
  uint32_t n = w->table->columns;
  int32_t at = y + w->part.rows[i].top - w->rule_left, right = w->rule - w->rule_left;
  for (uint32_t c = 0; c < n; c++) {
    uint32_t from = c;
    while (c < n && divides(w, kind, i, c)) c++;
    if (c == from) continue;
    int32_t x0 = from ? w->edges[from] - w->rule_left : 0, x1 = c < n ? w->edges[c] + right : w->width;
    if (!gk_page_rule(w->set, w->x + x0, at, x1 - x0, w->rule)) return false;
  }
  return true;
}

static bool column_rule(struct gk_table_work *w, uint32_t column, int32_t y) {
  const struct gk_part *part = &w->part;
  int32_t x = w->x + w->edges[column] - w->rule_left, below = w->rule - w->rule_left;
  for (size_t i = 0; i < part->count; i++) {
    size_t from = i;
    while (i < part->count && owner(w, i, column - 1) != owner(w, i, column)) i++;
    if (i == from) continue;
    int32_t y0 = from ? part->rows[from].top - w->rule_left : 0, y1 = i < part->count ? part->rows[i].top + below : part->height;
    if (!gk_page_rule(w->set, x, y + y0, w->rule, y1 - y0)) return false;
  }
  return true;
}

bool gk_table_rules(struct gk_table_work *w, int32_t y) {
  enum kind kind = kind_of(w);
  int32_t height = w->part.height;
  if (!gk_page_rule(w->set, w->x, y, w->width, w->frame) || !gk_page_rule(w->set, w->x, y + height - w->frame, w->width, w->frame)) return false;
  if (kind == RULES_ALL &&
      (!gk_page_rule(w->set, w->x, y, w->frame, height) || !gk_page_rule(w->set, w->x + w->width - w->frame, y, w->frame, height)))
    return false;
  for (size_t i = 1; i < w->part.count; i++)
    if (!row_rule(w, kind, i, y)) return false;
  for (uint32_t c = 1; kind != RULES_THREE && c < w->table->columns; c++)
    if (!column_rule(w, c, y)) return false;
  return true;
}
