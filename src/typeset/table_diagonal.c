/* 斜线表头: a corner cell with two labels, parted by a line from its top left to
 * its bottom right. Decides that the label of the columns stands top right and that
 * of the rows bottom left, and that the cell is twice as wide as either: then
 * neither meets the line. */
#include "typeset/table.h"

int32_t gk_diagonal_natural(const struct gk_cell *cell, int32_t natural) { return cell->below ? gk_clamp_height(2 * (int64_t)natural) : natural; }

bool gk_is_above_diagonal(const struct gk_cell *cell, const struct gk_line *line) { return line->from < cell->below; }

bool gk_table_diagonal(struct gk_setter *setter, const struct gk_table_setting *t, const struct gk_cell *cell, int32_t top, int32_t bottom) {
  if (!cell->below) return true;
  struct gk_item *item = gk_page_add(setter);
  if (!item) return false;
  struct gk_rect block = gk_setter_block(setter);
  item->kind = GK_ITEM_RULE;
  item->artifact = GK_ARTIFACT_RULE;
  item->rect = (struct gk_rect){block.x + t->x[cell->column], block.y + top, t->x[cell->column + cell->column_span] - t->x[cell->column], bottom - top};
  item->slant = t->style->rule;
  return true;
}
