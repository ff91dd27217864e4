/* One paragraph from runs to placed lines. Ties the steps together (work.h),
 * cuts the text into sections at forced line ends, and writes the lines. What a
 * line may hold is decided in breaks.c, which lines there are in fit.c. */
#include <stdio.h>
#include <string.h>

#include "text/adjust.h"
#include "text/breaks.h"
#include "text/fit.h"
#include "text/hygiene.h"
#include "text/messages.h"
#include "text/report.h"
#include "text/segment.h"

enum { LENGTH_MOST = 100000000 }; /* 100 m: keeps every sum of a line far from the limits of its type */

static bool in_range(struct gk_text_work *work, const char *name, int32_t value, int32_t least, int32_t most) {
  if (value >= least && value <= most) return true;
  char is[16], low[16], high[16];
  snprintf(is, sizeof is, "%ld", (long)value);
  snprintf(low, sizeof low, "%ld", (long)least);
  snprintf(high, sizeof high, "%ld", (long)most);
  gk_report(work->sink, &gk_msg_text_style, gk_place_none(), work->run_count > 0 ? work->runs[0].layout : gk_place_none(), name, is, low, high);
  return false;
}

static bool check_style(struct gk_text_work *work) {
  const struct gk_text_style *style = work->style;
  return in_range(work, "size", style->size, 100, 10000000) && in_range(work, "pitch", style->pitch, 0, 20000000) &&
         in_range(work, "han_latin_gap", style->han_latin_gap, 0, 1000) &&
         in_range(work, "gap_least", style->gap_least, -1, 1000) && in_range(work, "gap_most", style->gap_most, -1, 1000) &&
         in_range(work, "indent", style->indent, -LENGTH_MOST, LENGTH_MOST) &&
         in_range(work, "first_indent", style->first_indent, -LENGTH_MOST, LENGTH_MOST) &&
         in_range(work, "kinsoku", (int32_t)style->kinsoku, GK_KINSOKU_NONE, GK_KINSOKU_STRICT);
}

/* All steps up to the widths. */
static bool prepare(struct gk_text_work *work) {
  if (!check_style(work)) return false;
  work->pitch = work->style->pitch > work->style->size ? work->style->pitch : work->style->size;
  return gk_text_gather(work) && gk_segment_scripts(work) && gk_breaks_find(work) && gk_segment_shape(work) && gk_adjust_prepare(work);
}

/* The sections between forced line ends: atoms [from, to). */
struct sections { const struct gk_text_work *work; size_t atom, forced; bool done; };

static bool next_section(struct sections *s, size_t *from, size_t *to) {
  const struct gk_text_work *work = s->work;
  if (s->done) return false;
  while (s->forced < work->forced_count && work->forced[s->forced] == 0) s->forced++; /* nothing stands before it */
  *from = s->atom;
  if (s->forced == work->forced_count || work->forced[s->forced] >= work->char_count) {
    *to = s->atom = work->atom_count;
    s->done = true;
    return true;
  }
  uint32_t before = work->forced[s->forced++];
  while (s->atom < work->atom_count && work->atoms[s->atom].first_char < before) s->atom++;
  *to = s->atom;
  return true;
}

/* --- writing */

static int32_t align_offset(enum gk_text_align align, int64_t measure, int64_t width) {
  int64_t room = measure > width ? measure - width : 0;
  if (align == GK_ALIGN_CENTER) return (int32_t)(room / 2);
  return align == GK_ALIGN_END ? (int32_t)room : 0;
}

static void write_atom(const struct gk_text_work *work, const struct gk_text_atom *atom, int64_t x, struct gk_line_glyph *glyphs, size_t *count) {
  int64_t pen = x + atom->shift;
  uint32_t run = work->chars[atom->first_char].run;
  int32_t size = gk_text_is_script(work, run) ? gk_text_size_of(work, run) : 0;
  for (uint32_t g = 0; g < atom->glyphs; g++) {
    const struct gk_glyph *glyph = &work->glyphs.items[atom->first_glyph + g];
    glyphs[(*count)++] = (struct gk_line_glyph){
        .font = glyph->font, .id = glyph->id, .size = size, .x = (int32_t)(pen + glyph->x_offset), .y = glyph->y_offset + atom->rise,
        .cluster = atom->from, .cluster_size = g == 0 ? atom->to - atom->from : 0};
    pen += glyph->advance;
  }
}

struct frame { int64_t indent, measure; bool justify, cut, orphan; /* cut: ends where it should not, which was reported; orphan: may not be one 字 */ };

/* Atoms [from, next) as a line; those from `end` on are spaces, which hang at its end without width. */
static bool write_line(const struct gk_text_work *work, size_t from, size_t end, size_t next, struct frame frame, bool last, struct gk_line *line) {
  size_t glyphs = 0;
  for (size_t k = from; k < next; k++) glyphs += work->atoms[k].glyphs;
  struct gk_line_glyph *written = gk_arena_array(work->arena, glyphs > 0 ? glyphs : 1, sizeof *written);
  int32_t *slots = gk_arena_array(work->scratch, end - from + 1, sizeof *slots);
  if (written == NULL || slots == NULL) return false;
  line->glyphs = written;
  line->from = from < work->atom_count ? work->atoms[from].from : (uint32_t)work->size;
  line->to = next < work->atom_count ? work->atoms[next].from : (uint32_t)work->size;
  line->last = last;
  struct gk_line_sums sums = gk_adjust_sums(work, from, end);
  int64_t natural = sums.natural;
  bool adjust = frame.justify && !(last && natural <= frame.measure);
  int64_t width = gk_adjust_line(work, from, end, adjust ? frame.measure : natural, adjust, slots, line->adjusted), x = 0;
  for (size_t k = from; k < end; k++) {
    write_atom(work, &work->atoms[k], x, written, &line->count);
    x += (int64_t)work->atoms[k].body + slots[k - from];
  }
  for (size_t k = end; k < next; k++) write_atom(work, &work->atoms[k], width, written, &line->count);
  if (adjust && !frame.cut && gk_adjust_too_loose(work, &sums, frame.measure - natural))
    gk_report_loose(work, from, next, gk_adjust_looseness(work, &sums, frame.measure - natural));
  if (frame.orphan && sums.signs < 2) gk_report_orphan(work, from, next, frame.measure);
  line->start = (int32_t)frame.indent + align_offset(work->style->align, frame.measure, width);
  line->width = (int32_t)width;
  line->natural = (int32_t)natural;
  return true;
}

struct lines { struct gk_line *items; size_t count, capacity; }; /* in scratch memory */

static bool write_section(struct gk_fit *fit, struct lines *out, int64_t indent, int64_t first_indent) {
  struct gk_text_work *work = fit->work;
  struct gk_line *lines = gk_arena_grow(work->scratch, out->items, &out->capacity, out->count + fit->lines, sizeof *lines);
  if (lines == NULL) return false;
  out->items = lines;
  size_t start = 0;
  for (size_t l = 0; l < fit->lines; l++) {
    size_t end = fit->chosen[l];
    struct frame frame = {indent + (start == 0 ? first_indent : 0), gk_fit_measure(fit, start), fit->justify, fit->breaks[end].rank < GK_BREAK_INSIDE,
                          fit->justify && l > 0 && l + 1 == fit->lines};
    const struct gk_fit_break *a = &fit->breaks[start], *b = &fit->breaks[end];
    struct gk_line *line = &out->items[out->count];
    *line = (struct gk_line){0};
    if (!write_line(work, a->next, b->end > a->next ? b->end : a->next, b->next, frame, l + 1 == fit->lines, line)) return false;
    out->count++;
    start = end;
  }
  return true;
}

/* A text block of 28 cells is not always 28 times a whole number of mpt: a remainder of less than one a cell is rounding, and no reason
 * to move the characters of a line off their grid. */
static int64_t whole_cells(const struct gk_text_work *work, int64_t measure) {
  int64_t rest = measure % work->pitch;
  return work->style->pitch > 0 && measure > 0 && rest < measure / work->pitch ? measure - rest : measure;
}

static bool set_lines(struct gk_text_work *work, int32_t measure, struct lines *out) {
  const struct gk_text_style *style = work->style;
  struct sections sections = {.work = work};
  size_t from, to;
  int64_t first_indent = style->first_indent, full = style->align == GK_ALIGN_JUSTIFY ? whole_cells(work, measure) : measure;
  while (work->atom_count > 0 && next_section(&sections, &from, &to)) {
    struct gk_fit fit = {.work = work, .justify = style->align == GK_ALIGN_JUSTIFY, .measure = full - style->indent,
                         .first_measure = full - style->indent - first_indent};
    if (fit.measure < 1) fit.measure = 1;
    if (fit.first_measure < 1) fit.first_measure = 1;
    if (!gk_fit_section(&fit, from, to)) return false;
    if (!write_section(&fit, out, style->indent, first_indent)) {
      gk_report_memory(work->sink);
      return false;
    }
    first_indent = 0; /* a forced line end does not begin a paragraph */
  }
  return true;
}

/* The caller's arena gets the lines once, at their size. */
static bool keep_lines(struct gk_text_work *work, const struct lines *lines, struct gk_paragraph *out) {
  struct gk_line *kept = gk_arena_array(work->arena, lines->count > 0 ? lines->count : 1, sizeof *kept);
  if (kept == NULL) {
    gk_report_memory(work->sink);
    return false;
  }
  if (lines->count > 0) memcpy(kept, lines->items, lines->count * sizeof *kept);
  out->lines = kept;
  out->count = lines->count;
  return true;
}

/* --- widths */

static int64_t natural_width(const struct gk_text_work *work, size_t from, size_t to) {
  while (to > from && work->atoms[to - 1].space) to--;
  return gk_adjust_sums(work, from, to).natural;
}

static int32_t clamp(int64_t width) {
  return width < 0 ? 0 : width > INT32_MAX ? INT32_MAX : (int32_t)width;
}

static int64_t widest_piece(const struct gk_text_work *work, size_t from, size_t to, int64_t first_indent) {
  int64_t widest = 0;
  for (size_t start = from; start < to;) {
    size_t end = start + 1;
    while (end < to && work->atoms[end].rank < GK_BREAK_POOR) end++;
    int64_t width = natural_width(work, start, end) + (start == from ? first_indent : 0);
    if (width > widest) widest = width;
    start = end;
  }
  return widest;
}

static struct gk_text_widths widths_of(struct gk_text_work *work) {
  struct sections sections = {.work = work};
  size_t from, to;
  int64_t smallest = 0, natural = 0, first_indent = work->style->first_indent;
  while (work->atom_count > 0 && next_section(&sections, &from, &to)) {
    int64_t piece = widest_piece(work, from, to, first_indent) + work->style->indent;
    int64_t line = natural_width(work, from, to) + work->style->indent + first_indent;
    if (piece > smallest) smallest = piece;
    if (line > natural) natural = line;
    first_indent = 0;
  }
  return (struct gk_text_widths){clamp(smallest), clamp(natural)};
}

/* --- the front door */

static bool start_work(struct gk_text_work *work, struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style,
                       const struct gk_text_run *runs, size_t n, struct gk_diag_sink *sink) {
  *work = (struct gk_text_work){.fonts = fonts, .arena = arena, .style = style, .runs = runs, .run_count = n, .sink = sink};
  work->scratch = gk_arena_new(0);
  if (work->scratch == NULL) gk_report_memory(sink);
  return work->scratch != NULL;
}

/* Lines, or widths, or both. */
static bool set(struct gk_text_work *work, int32_t measure, struct gk_paragraph *out, struct gk_text_widths *widths) {
  struct gk_paragraph made = {.size_em = work->style->size};
  bool ok = in_range(work, "measure", measure, -LENGTH_MOST, LENGTH_MOST) && prepare(work);
  if (ok && widths != NULL) *widths = widths_of(work);
  if (out != NULL) {
    struct lines lines = {0};
    ok = ok && set_lines(work, measure, &lines) && keep_lines(work, &lines, &made);
    made.text = work->text;
    made.size = work->size;
    if (ok) *out = made;
  }
  gk_arena_drop(work->scratch);
  return ok && !work->faulty;
}

bool gk_text_paragraph(struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style, int32_t measure,
                       const struct gk_text_run *runs, size_t n, struct gk_paragraph *out, struct gk_diag_sink *sink) {
  struct gk_text_work work;
  *out = (struct gk_paragraph){0};
  return start_work(&work, fonts, arena, style, runs, n, sink) && set(&work, measure, out, NULL);
}

bool gk_text_widths(struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style, const struct gk_text_run *runs, size_t n,
                    struct gk_text_widths *out, struct gk_diag_sink *sink) {
  struct gk_text_work work;
  *out = (struct gk_text_widths){0};
  if (!start_work(&work, fonts, arena, style, runs, n, sink)) return false;
  work.arena = work.scratch; /* nothing of it is kept */
  return set(&work, GK_TEXT_FREE, NULL, out);
}

bool gk_text_line(struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style, const struct gk_text_run *runs, size_t n,
                  struct gk_paragraph *out, struct gk_text_widths *widths, struct gk_diag_sink *sink) {
  struct gk_text_work work;
  *out = (struct gk_paragraph){0};
  *widths = (struct gk_text_widths){0};
  return start_work(&work, fonts, arena, style, runs, n, sink) && set(&work, GK_TEXT_FREE, out, widths);
}
