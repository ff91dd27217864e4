/* The line grid (GB/T 9704-2012 5.2.4: 22 lines fill 版心). Decides where lines
 * stand: grid line n's em box begins n × (height − em) / (lines − 1) below the top
 * of 版心, so that the first stands at its top edge and the last at its bottom
 * edge; a line in another size is centred on the em box of its grid line, and
 * moved inside 版心 where it would stand out at the top or bottom. */
#include "typeset/inside.h"

#define SLACK 20 /* mpt: below what any printer shows */

struct gk_rect gk_set_block(const struct gk_set *set) {
  const struct gk_page_style *p = set->page_style;
  if (!set->rotated) return (struct gk_rect){p->left, p->top, p->text_width, p->text_height};
  /* GB/T 9704 8: the sheet's 版心 turned with the content, the table's head at the sheet's left edge. The frame's x runs up the sheet. */
  return (struct gk_rect){p->height - p->top - p->text_height, p->left, p->text_height, p->text_width};
}

int32_t gk_grid_top(const struct gk_set *set, int32_t line) {
  const struct gk_page_style *p = set->page_style;
  if (p->lines < 2) return (int32_t)((int64_t)line * p->text_height);
  return (int32_t)((int64_t)line * (p->text_height - set->em) / (p->lines - 1));
}

int32_t gk_grid_pitch(const struct gk_set *set) { return gk_grid_top(set, 1); }

int32_t gk_grid_at(const struct gk_set *set, int32_t y) {
  if (y <= SLACK) return 0;
  int32_t line = (y - SLACK) / gk_grid_pitch(set);
  while (line > 0 && gk_grid_top(set, line - 1) >= y - SLACK) line--;
  while (gk_grid_top(set, line) < y - SLACK) line++;
  return line;
}

int32_t gk_grid_lines(const struct gk_set *set) {
  if (!set->rotated) return set->page_style->lines;
  int32_t height = gk_set_block(set).height, line = gk_grid_at(set, height);
  while (line > 1 && gk_grid_top(set, line - 1) + set->em > height + SLACK) line--;
  return line > 0 ? line : 1;
}

struct gk_leading gk_leading_of(const struct gk_set *set, const struct gk_style *style) {
  struct gk_leading leading = {.size = style->size, .step = 1, .pitch = style->line};
  if (!style->line) leading.step = (style->size - 1) / gk_grid_pitch(set) + 1;
  else if (style->line < style->size) leading.pitch = style->size;
  return leading;
}

/* Height of n lines from the top of the first em box to the bottom of the last. */
static int64_t height_of(const struct gk_set *set, struct gk_leading leading, size_t n) {
  if (leading.pitch) return (int64_t)(n - 1) * leading.pitch + (leading.size > set->em ? leading.size : set->em);
  return (int64_t)gk_grid_top(set, (int32_t)n * leading.step - 1) + set->em;
}

size_t gk_leading_room(const struct gk_set *set, struct gk_leading leading, int32_t line) {
  int32_t lines = gk_grid_lines(set);
  if (line >= lines) return 0;
  if (!leading.pitch) return (size_t)((lines - line) / leading.step);
  int64_t room = (int64_t)gk_set_block(set).height + SLACK - gk_grid_top(set, line) - height_of(set, leading, 1);
  return room < 0 ? 0 : (size_t)(room / leading.pitch) + 1;
}

int32_t gk_leading_used(const struct gk_set *set, struct gk_leading leading, size_t lines) {
  if (!leading.pitch) return (int32_t)lines * leading.step;
  int32_t used = gk_grid_at(set, (int32_t)lines * leading.pitch);
  return used > 0 ? used : (int32_t)(lines > 0);
}

size_t gk_lines_split(size_t count, size_t from, size_t room, bool whole, bool must) {
  size_t left = count - from;
  if (left <= room) return left;
  size_t n = room;
  if (left - n < 2 && n > 0) n = left - 2 < n ? left - 2 : n; /* left > room ≥ 1, so left ≥ 2 */
  if (whole || (from == 0 && n < 2)) n = 0;
  if (n == 0 && must) n = room > 0 ? room : 1;
  return n;
}

/* By how much lines larger than the grid's stand out of the first and the last em box of their grid lines. */
static int32_t overhang(const struct gk_set *set, struct gk_leading leading) {
  int32_t box = leading.pitch ? set->em : gk_grid_top(set, leading.step - 1) + set->em;
  return leading.size > box ? (leading.size - box + 1) / 2 : 0;
}

static int32_t centre_of(const struct gk_set *set, struct gk_leading leading, int32_t line, size_t i) {
  if (leading.pitch) return gk_grid_top(set, line) + set->em / 2 + (int32_t)i * leading.pitch;
  int32_t first = line + (int32_t)i * leading.step;
  return (gk_grid_top(set, first) + gk_grid_top(set, first + leading.step - 1) + set->em) / 2;
}

bool gk_put_lines(struct gk_set *set, const struct gk_placing *what, struct gk_leading leading, size_t from, size_t n, int32_t line) {
  int32_t out = overhang(set, leading), shift = line == 0 ? out : 0, height = gk_set_block(set).height;
  if (n && out && centre_of(set, leading, line, n - 1) + shift + leading.size / 2 > height + SLACK)
    shift = height - leading.size / 2 - centre_of(set, leading, line, n - 1);
  for (size_t i = 0; i < n; i++) {
    int32_t centre = centre_of(set, leading, line, i) + shift;
    if (centre < leading.size / 2) centre = leading.size / 2;
    int32_t baseline = centre - leading.size / 2 + gk_han_baseline(leading.size);
    struct gk_item item = {.tag = what->label_tag, .artifact = what->artifact, .repeat = what->artifact != GK_ARTIFACT_NONE};
    if (from + i == 0 && what->label) {
      item.paragraph = what->label;
      if (!gk_page_line(set, &item, what->x, baseline)) return false;
    }
    item.tag = what->tag;
    item.paragraph = what->paragraph;
    item.line = from + i;
    if (!gk_page_line(set, &item, what->x, baseline)) return false;
  }
  return true;
}
