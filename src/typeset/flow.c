/* The flow of elements down the pages. Decides where pages end: a heading stays
 * with what follows it (two lines of text, or a table's head and two rows), two
 * lines of a paragraph stay on each side of a page end where there are enough
 * (clreq 3.3.2), the title has text under it on its page (GB/T 9704 7.3.3).
 * A turned table has pages of its own; headings right before it go with it. */
#include "typeset/inside.h"

#define CHAIN_MOST 64   /* elements looked ahead: more do not fit a page */
#define NO_ELEMENT SIZE_MAX

struct flow {
  struct gk_set *set;
  struct gk_element *elements;
  size_t count;
};

/* Sets the element's lines for the page it is to stand on. False when memory fails. */
static bool prepare(struct flow *f, struct gk_element *e) {
  struct gk_set *set = f->set;
  if (e->block->kind == GK_BLOCK_TABLE) {
    if (!e->prepared) e->table = gk_table_prepare(set, e->block->table, e->table_tags, e->block->layout);
    e->prepared = true;
    return !gk_arena_failed(set->scratch) && !gk_arena_failed(set->arena);
  }
  int32_t measure = gk_set_block(set).width;
  if (e->prepared && e->measure == measure) return true;
  struct gk_text_style style;
  e->paragraph = gk_arena_alloc(set->arena, sizeof *e->paragraph);
  if (!e->paragraph) return false;
  e->prepared = true;
  e->measure = measure;
  e->label = NULL;
  *e->paragraph = (struct gk_paragraph){.text = "", .size_em = e->style->size};
  if (!gk_set_text_style(set, e->style, &style)) return true;
  gk_set_lines(set, &style, &e->content, measure, e->paragraph);
  if (e->label_tag) e->label = gk_label_cut(set, e->paragraph, e->label_size);
  return !gk_arena_failed(set->scratch) && !gk_arena_failed(set->arena);
}

/* --- keeping together */

/* Whether elements from i on, as far as they hang together, fit a page from a grid line on; top: nothing stands above. */
static bool chain_fits(struct flow *f, size_t i, int32_t line, bool top, int relax) {
  const struct gk_set *set = f->set;
  for (size_t seen = 0; i < f->count && seen < CHAIN_MOST; i++, seen++) {
    struct gk_element *e = &f->elements[i];
    if (!prepare(f, e)) return true;
    if (e->block->kind == GK_BLOCK_TABLE) {
      if (!e->table || gk_table_rotated(e->table) != set->rotated) return true;
      return gk_grid_top(set, line) + gk_table_begin_height(e->table, set, relax) <= gk_set_block(set).height;
    }
    if (!top) line += e->before;
    struct gk_leading leading = gk_leading_of(set, e->style);
    size_t count = e->paragraph->count, room = gk_leading_room(set, leading, line);
    if (!e->keep_next || i + 1 == f->count) return room >= (count > 3 ? 2 : count);
    if (room < count) return false;
    line += gk_leading_used(set, leading, count) + e->after;
    top = top && count == 0;
  }
  return true;
}

/* Begins a new page when what begins with element i had better stand there. */
static bool make_room(struct flow *f, size_t i) {
  struct gk_set *set = f->set;
  if (set->blank) return true;
  int32_t line = gk_grid_at(set, set->y);
  for (int relax = 0; relax < 3; relax++) {
    if (chain_fits(f, i, line, false, relax)) return true;
    if (chain_fits(f, i, 0, true, relax)) return gk_page_close(set) && gk_page_open(set, set->rotated);
    if (gk_arena_failed(set->scratch) || gk_arena_failed(set->arena)) return false;
  }
  return true; /* more than a page holds: it begins here */
}

/* The turned table that element i is or hangs together with, or NO_ELEMENT. */
static size_t rotated_ahead(struct flow *f, size_t i) {
  for (size_t seen = 0; i < f->count && seen < CHAIN_MOST; i++, seen++) {
    struct gk_element *e = &f->elements[i];
    if (e->block->kind == GK_BLOCK_TABLE) return prepare(f, e) && e->table && gk_table_rotated(e->table) ? i : NO_ELEMENT;
    if (!e->keep_next) return NO_ELEMENT;
  }
  return NO_ELEMENT;
}

/* --- placing */

static bool add_outline(struct gk_set *set, const struct gk_element *e, int32_t line) {
  struct gk_typeset *out = set->out;
  if (!e->outline) return true;
  struct gk_outline_entry *entries = gk_arena_grow(set->arena, out->outline, &set->outline_capacity, out->outline_count + 1, sizeof *entries);
  if (!entries) return false;
  out->outline = entries;
  entries[out->outline_count++] = (struct gk_outline_entry){.title = e->outline, .level = e->outline_level, .page = (uint32_t)set->page_count,
                                                            .y = gk_set_block(set).y + gk_grid_top(set, line), .tag = e->tag};
  return true;
}

static bool place_text(struct flow *f, struct gk_element *e) {
  struct gk_set *set = f->set;
  if (!prepare(f, e)) return false;
  struct gk_leading leading = gk_leading_of(set, e->style);
  struct gk_placing what = {.paragraph = e->paragraph, .label = e->label, .tag = e->tag, .label_tag = e->label_tag};
  size_t count = e->paragraph->count, page_room = gk_leading_room(set, leading, 0);
  bool whole = e->keep_next && count <= page_room;
  for (size_t from = 0; from < count;) {
    int32_t line = gk_grid_at(set, set->y);
    if (from == 0 && !set->blank) line += e->before;
    size_t n = gk_lines_split(count, from, gk_leading_room(set, leading, line), whole, set->blank);
    if (n == 0) {
      if (!gk_page_close(set) || !gk_page_open(set, set->rotated)) return false;
      continue;
    }
    if ((from == 0 && !add_outline(set, e, line)) || !gk_put_lines(set, &what, leading, from, n, line)) return false;
    from += n;
    line += gk_leading_used(set, leading, n);
    set->y = gk_grid_top(set, from == count ? line + e->after : line);
  }
  return true;
}

static bool place_table(struct gk_element *e) {
  bool placed = !e->table || gk_table_flow(e->table);
  gk_table_drop(e->table);
  e->table = NULL;
  return placed;
}

/* The right sheet for element i: turned when it belongs to a turned table, whose group ends before `*group_end`. */
static bool turn(struct flow *f, size_t i, size_t *group_end) {
  struct gk_set *set = f->set;
  if (i < *group_end) return true;
  size_t table = rotated_ahead(f, i);
  bool rotated = table != NO_ELEMENT;
  if (gk_arena_failed(set->scratch) || gk_arena_failed(set->arena)) return false;
  if (rotated) *group_end = table + 1;
  if (set->blank) {
    set->rotated = rotated;
    return true;
  }
  if (!rotated && !set->rotated) return true;
  return gk_page_close(set) && gk_page_open(set, rotated);
}

bool gk_flow(struct gk_set *set, struct gk_element *elements, size_t count) {
  struct flow f = {set, elements, count};
  size_t group_end = 0;
  if (!gk_page_open(set, false)) return false;
  for (size_t i = 0; i < count; i++) {
    struct gk_element *e = &elements[i];
    if (!turn(&f, i, &group_end) || !make_room(&f, i) || !prepare(&f, e)) return false;
    if (!(e->block->kind == GK_BLOCK_TABLE ? place_table(e) : place_text(&f, e))) return false;
  }
  return true;
}
