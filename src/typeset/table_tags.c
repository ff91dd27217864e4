/* The tags of a table (ISO 32000-1 14.8.4.3.4): one Table over all its pages, with
 * caption, THead, TBody, and TFoot for totals at its end. The unit and what else
 * stands between title and frame belongs to the caption: it is to be heard before
 * the figures. */
#include "typeset/spoken.h"

bool gk_cell_heads(const struct gk_table *table, const struct gk_cell *cell, enum gk_cell_kind kind) {
  return cell->kind == kind && cell->content.count > 0 && table->roles[cell->row] != GK_ROLE_NUMBERS;
}

static bool tag_caption(struct gk_setter *setter, struct gk_table_contents *t, struct gk_tag *root) {
  if (!t->table->caption.count && !t->table->info_left.count && !t->table->info_right.count) return true;
  t->caption_tag = gk_tag_new(setter, root, GK_TAG_CAPTION);
  if (!t->caption_tag) return false;
  if (t->table->info_left.count && !(t->left_tag = gk_tag_new(setter, t->caption_tag, GK_TAG_P))) return false;
  return !t->table->info_right.count || (t->right_tag = gk_tag_new(setter, t->caption_tag, GK_TAG_P));
}

static bool tag_cell(struct gk_setter *setter, struct gk_table_contents *t, const struct gk_cell *cell, struct gk_tag *row) {
  bool columns = gk_cell_heads(t->table, cell, GK_CELL_COLUMN_HEAD), rows = gk_cell_heads(t->table, cell, GK_CELL_ROW_HEAD);
  struct gk_tag *tag = gk_tag_new(setter, row, columns || rows ? GK_TAG_TH : GK_TAG_TD);
  if (!tag) return false;
  tag->scope = columns ? GK_SCOPE_COLUMN : rows ? GK_SCOPE_ROW : GK_SCOPE_NONE;
  tag->column_span = (uint16_t)cell->column_span;
  tag->row_span = (uint16_t)cell->row_span;
  tag->expansion = gk_spoken_cell(setter, &cell->content);
  t->tags[cell->number] = tag;
  return true;
}

/* The first of the totals that end the table. A table has a body: where all rows are totals they are that. A cell that comes down into
 * the totals from above keeps them in the body, for no cell may cross from part to part. */
static uint32_t foot_of(const struct gk_table_contents *t) {
  const struct gk_table *table = t->table;
  uint32_t foot = table->rows;
  while (foot > table->head_rows && table->roles[foot - 1] == GK_ROLE_TOTAL) foot--;
  if (foot == table->head_rows || foot == table->rows) return table->rows;
  for (uint32_t c = 0; c < table->columns; c++)
    if (table->cells[t->cover[(size_t)foot * table->columns + c]].row < foot) return table->rows;
  return foot;
}

static bool tag_rows(struct gk_setter *setter, struct gk_table_contents *t, struct gk_tag *root) {
  const struct gk_table *table = t->table;
  uint32_t head = table->head_rows, foot = foot_of(t);
  struct gk_tag *part = root, *row = NULL;
  /* A row has its TR also when cells from above cover all of it. */
  for (uint32_t r = 0, i = 0; r < table->rows; r++) {
    enum gk_tag_role role = r < head ? GK_TAG_THEAD : r < foot ? GK_TAG_TBODY : GK_TAG_TFOOT;
    /* Parts need a body among them; a table of heads alone has its rows under itself. */
    if (head < table->rows && (r == 0 || r == head || r == foot)) part = gk_tag_new(setter, root, role);
    row = part ? gk_tag_new(setter, part, GK_TAG_TR) : NULL;
    for (; row && i < table->cell_count && table->cells[i].row == r; i++)
      if (!tag_cell(setter, t, &table->cells[i], row)) return false;
    if (!row) return false;
  }
  return true;
}

bool gk_table_tags(struct gk_setter *setter, struct gk_table_contents *t, struct gk_tag *parent) {
  struct gk_tag *root = gk_tag_new(setter, parent, GK_TAG_TABLE);
  t->tags = gk_arena_array(setter->arena, gk_cells_in_all(t->table) + 1, sizeof *t->tags);
  if (!root || !t->tags) return false;
  root->summary = gk_spoken_summary(setter, t);
  return root->summary && tag_caption(setter, t, root) && tag_rows(setter, t, root) && gk_table_headers(setter, t);
}

const struct gk_tag *gk_table_caption_tag(const struct gk_table_setting *table) { return table->contents->caption_tag; }
