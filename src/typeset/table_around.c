/* What stands around a table: its caption on the line grid, the line of unit
 * close above its head, 续表 and the unit again on further pages (artifacts),
 * notes close below. */
#include <string.h>

#include "typeset/table.h"

#define GAP_INFO 3000   /* between the line of unit and the table */
#define GAP_NOTES 3000  /* between the table and its notes */

static int32_t note_pitch(const struct gk_table_work *w) {
  int32_t pitch = w->note_style.line ? w->note_style.line : w->note_style.size * 3 / 2;
  return pitch < w->note_style.size ? w->note_style.size : pitch;
}

static int32_t info_pitch(const struct gk_table_work *w) {
  int32_t pitch = w->info_style.line ? w->info_style.line : w->info_style.size * 4 / 3;
  return pitch < w->info_style.size ? w->info_style.size : pitch;
}

static void set_part(struct gk_table_work *w, const struct gk_style *style, const struct gk_inlines *inlines, bool start, struct gk_paragraph *out) {
  struct gk_text_style text;
  if (inlines->count == 0 || !gk_set_text_style(w->set, style, &text)) return;
  if (start) text.align = GK_ALIGN_START, text.first_indent = text.indent = 0;
  gk_set_lines(w->set, &text, inlines, w->around_width, out);
}

bool gk_table_around_set(struct gk_table_work *w) {
  const struct gk_table *table = w->table;
  const char *continued = w->style->continued;
  struct gk_inline mark = {.text = continued, .size = continued ? strlen(continued) : 0};
  w->notes = gk_arena_array(w->set->arena, table->note_count + 1, sizeof *w->notes);
  if (!w->notes) return false;
  set_part(w, &w->caption_style, &table->caption, false, &w->caption);
  if (mark.size) set_part(w, &w->caption_style, &(struct gk_inlines){&mark, 1}, false, &w->continued);
  if (w->informed) {
    set_part(w, &w->info_style, &table->info_left, true, &w->info_left);
    set_part(w, &w->info_style, &table->info_right, true, &w->info_right);
  }
  for (size_t i = 0; i < table->note_count; i++) set_part(w, &w->note_style, &table->notes[i], false, &w->notes[i]);
  return !gk_arena_failed(w->set->arena) && !gk_arena_failed(w->set->scratch);
}

/* --- above the table */

/* Left and right share a line when both are one line and a character's room is between them. */
static bool info_shares(const struct gk_table_work *w) {
  if (w->info_left.count > 1 || w->info_right.count > 1) return false;
  if (w->info_left.count == 0 || w->info_right.count == 0) return true;
  return (int64_t)w->info_left.lines[0].width + w->info_right.lines[0].width + w->info_style.size <= w->around_width;
}

static size_t info_lines(const struct gk_table_work *w) {
  size_t left = w->info_left.count, right = w->info_right.count;
  return info_shares(w) ? (left > right ? left : right) : left + right;
}

static int32_t info_height(const struct gk_table_work *w) {
  size_t lines = info_lines(w);
  return lines ? (int32_t)(lines - 1) * info_pitch(w) + w->info_style.size + GAP_INFO : 0;
}

static int32_t caption_height(const struct gk_table_work *w, const struct gk_paragraph *caption, bool top) {
  if (caption->count == 0) return 0;
  struct gk_leading leading = gk_leading_of(w->set, &w->caption_style);
  int32_t lines = gk_leading_used(w->set, leading, caption->count) + (w->caption_style.after + 999) / 1000;
  if (!top) lines += (w->caption_style.before + 999) / 1000;
  return gk_grid_top(w->set, lines);
}

/* A unit that is a third of a page long is not said again. */
static bool info_repeats(const struct gk_table_work *w) { return info_height(w) <= gk_table_full_height(w) / 3; }

int32_t gk_table_lead_height(const struct gk_table_work *w) { return caption_height(w, &w->caption, w->set->blank) + info_height(w); }
int32_t gk_table_continued_height(const struct gk_table_work *w) {
  return caption_height(w, &w->continued, true) + (info_repeats(w) ? info_height(w) : 0);
}

static bool new_page(struct gk_table_work *w, int32_t *y) {
  *y = 0;
  return gk_page_close(w->set) && gk_page_open(w->set, w->rotated);
}

/* The caption on the grid; a very long one goes on on the next page. */
static bool put_caption(struct gk_table_work *w, const struct gk_placing *what, int32_t *y) {
  struct gk_set *set = w->set;
  struct gk_leading leading = gk_leading_of(set, &w->caption_style);
  size_t count = what->paragraph->count;
  for (size_t from = 0; from < count;) {
    int32_t line = gk_grid_at(set, *y);
    if (from == 0 && !set->blank) line += (w->caption_style.before + 999) / 1000;
    size_t n = gk_lines_split(count, from, gk_leading_room(set, leading, line), false, set->blank);
    if (n == 0) {
      if (!new_page(w, y)) return false;
      continue;
    }
    if (!gk_put_lines(set, what, leading, from, n, line)) return false;
    from += n;
    *y = gk_grid_top(set, line + gk_leading_used(set, leading, n) + (from == count ? (w->caption_style.after + 999) / 1000 : 0));
  }
  return true;
}

/* Lines one under another from y on, at their own pitch, over pages if need be. */
static bool put_lines(struct gk_table_work *w, const struct gk_item *like, int32_t pitch, bool end, int32_t *y) {
  struct gk_set *set = w->set;
  const struct gk_paragraph *p = like->paragraph;
  struct gk_item item = *like;
  for (size_t from = 0; from < p->count;) {
    int32_t left = gk_table_full_height(w) - *y;
    size_t n = gk_lines_split(p->count, from, left > 0 ? (size_t)(left / pitch) : 0, false, set->blank);
    if (n == 0) {
      if (!new_page(w, y)) return false;
      continue;
    }
    for (size_t i = 0; i < n; i++, *y += pitch) {
      item.line = from + i;
      const struct gk_line *line = &p->lines[item.line];
      int32_t x = w->around_x + (end ? w->around_width - line->width - line->start : 0);
      if (!gk_page_line(set, &item, x, *y + (pitch - p->size_em) / 2 + gk_han_baseline(p->size_em))) return false;
    }
    from += n;
  }
  return true;
}

/* Left and right on one line, or one above the other. */
static bool put_info(struct gk_table_work *w, enum gk_artifact artifact, int32_t *y) {
  struct gk_item item = {.tag = artifact ? NULL : w->tags->info, .artifact = artifact, .repeat = artifact != GK_ARTIFACT_NONE};
  int32_t pitch = info_pitch(w), top = *y - (pitch - w->info_style.size) / 2, below = top;
  if (!w->informed) return true;
  item.paragraph = &w->info_left;
  if (!put_lines(w, &item, pitch, false, &below)) return false;
  item.paragraph = &w->info_right;
  if (!info_shares(w)) top = below;
  if (!put_lines(w, &item, pitch, true, &top)) return false;
  *y = (below > top ? below : top) - (pitch - w->info_style.size) / 2 + GAP_INFO;
  return true;
}

bool gk_table_lead(struct gk_table_work *w, int32_t *y, bool continued) {
  enum gk_artifact artifact = continued ? GK_ARTIFACT_CONTINUED : GK_ARTIFACT_NONE;
  struct gk_placing what = {.paragraph = continued ? &w->continued : &w->caption, .tag = continued ? NULL : w->tags->caption, .artifact = artifact, .x = w->around_x};
  if (!put_caption(w, &what, y)) return false;
  return (continued && !info_repeats(w)) || put_info(w, artifact, y);
}

/* --- below it */

int32_t gk_table_notes_height(const struct gk_table_work *w) {
  int64_t height = 0;
  for (size_t i = 0; i < w->table->note_count; i++) height += (int64_t)w->notes[i].count * note_pitch(w);
  if (height > GK_MEASURE_FREE) height = GK_MEASURE_FREE;
  return height ? (int32_t)height + GAP_NOTES : 0;
}

bool gk_table_notes(struct gk_table_work *w, int32_t *y) {
  if (gk_table_notes_height(w)) *y += GAP_NOTES;
  for (size_t i = 0; i < w->table->note_count; i++) {
    struct gk_item item = {.tag = w->tags->notes[i], .paragraph = &w->notes[i]};
    if (!put_lines(w, &item, note_pitch(w), false, y)) return false;
  }
  return true;
}
