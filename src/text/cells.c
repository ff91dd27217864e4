/* Cells. A Han character has one cell (the pitch), with its em in the middle; a
 * full-width mark too, whatever advance its font gives it: a narrow glyph is
 * set in the half that belongs to it, and a glyph whose ink leaves that half is
 * moved into it, so that taking the other half away never cuts or overlaps
 * (clreq 标点符号的宽度调整, GB/T 15834 5.1). The two halves of a —— meet in the middle of
 * their two em whatever room the font leaves beside them; the six dots of a ……
 * are evenly apart, and in the middle of the line also when the font sets them
 * on the baseline (5.1.4, 5.1.5). Latin keeps the font's advances. */
#include "text/cells.h"

/* Ink of the few marks a text uses, so that each is measured about once. */
enum { INK_CACHE = 64 };
struct ink { bool known, has; uint16_t font, glyph; struct gk_box box; };

static const struct ink *ink_of(const struct gk_text_work *work, struct ink *cache, const struct gk_glyph *g) {
  struct ink *ink = &cache[(g->id * 31u + g->font) % INK_CACHE];
  if (!ink->known || ink->font != g->font || ink->glyph != g->id) {
    *ink = (struct ink){.known = true, .font = g->font, .glyph = g->id};
    ink->has = gk_font_extents(work->fonts, g->font, g->id, work->style->size, &ink->box);
  }
  return ink;
}

static int32_t advance_of(const struct gk_text_work *work, const struct gk_text_atom *atom) {
  int64_t sum = 0;
  for (uint32_t g = 0; g < atom->glyphs; g++) sum += work->glyphs.items[atom->first_glyph + g].advance;
  return sum < 0 ? 0 : sum > INT32_MAX / 2 ? INT32_MAX / 2 : (int32_t)sum;
}

/* Where the font's glyph goes when its em stands in the middle of the cell. */
static int32_t resting_shift(const struct gk_text_work *work, const struct gk_text_atom *atom, int32_t advance) {
  int32_t cell = atom->lead + atom->body + atom->trail, size = work->style->size;
  bool narrow = advance < size - size / 10;
  if (!narrow || (atom->lead == 0 && atom->trail == 0) || (atom->lead > 0 && atom->trail > 0))
    return (cell - advance) / 2 - atom->lead;
  int32_t pad = (work->pitch - size) / 2;
  return atom->lead > 0 ? cell - pad - advance - atom->lead : pad; /* against what it opens or closes */
}

static void keep_ink_inside(struct gk_text_atom *atom, const struct gk_box *box, int32_t x_offset, int32_t tolerance) {
  int32_t left = box->left + x_offset, ink = box->right - box->left;
  if (atom->shift + left >= -tolerance && atom->shift + left + ink <= atom->body + tolerance) return;
  int32_t more = ink - atom->body, room = atom->lead + atom->trail;
  if (more > 0) { /* wider than its half: it takes what it needs from the space */
    if (more > room) more = room;
    int32_t from_lead = atom->trail == 0 ? more : atom->lead == 0 ? 0 : more / 2;
    atom->lead -= from_lead;
    atom->trail -= more - from_lead;
    atom->body += more;
  }
  atom->shift = (atom->body - ink) / 2 - left;
}

static void measure_mark(const struct gk_text_work *work, struct gk_text_atom *atom, struct ink *cache, int32_t advance) {
  const struct gk_text_char *c = &work->chars[atom->first_char];
  const struct gk_mark_row *row = c->mark;
  /* half cells of the Latin face belong to no grid */
  int32_t unit = c->script == GK_FONT_HAN ? work->pitch : work->style->size;
  int32_t total = (int32_t)((int64_t)unit * (row->lead + row->body + row->trail) / 1000);
  atom->lead = (int32_t)((int64_t)unit * row->lead / 1000);
  atom->trail = (int32_t)((int64_t)unit * row->trail / 1000);
  atom->body = total - atom->lead - atom->trail;
  for (uint32_t k = 1; k < atom->chars; k++) /* a joined —— has one glyph and two cells */
    if (work->chars[atom->first_char + k].code == c->code) atom->body += total;
  int32_t cell = atom->lead + atom->body + atom->trail, em = cell > unit ? cell : unit;
  if (advance > em + unit / 10) atom->body += advance - em; /* a glyph larger than its em keeps its room */
  atom->shift = resting_shift(work, atom, advance);
  if (atom->glyphs == 0 || (row->lead == 0 && row->trail == 0 && row->body >= 1000)) return;
  const struct gk_glyph *g = &work->glyphs.items[atom->first_glyph];
  const struct ink *ink = ink_of(work, cache, g);
  if (!ink->has) return;
  if (row->lead == row->trail) /* a half-width or a centred mark: by its ink */
    atom->shift = (atom->body - (ink->box.right - ink->box.left)) / 2 - ink->box.left - g->x_offset;
  else
    keep_ink_inside(atom, &ink->box, g->x_offset, work->style->size / 20);
}

/* Two atoms of one glyph each that make one —— or …… */
static bool is_pair(const struct gk_text_work *work, const struct gk_text_atom *a, const struct gk_text_atom *b) {
  const struct gk_text_char *c = &work->chars[a->first_char], *d = &work->chars[b->first_char];
  if (!c->cell || d->code != c->code || (c->mark->mark != GK_MARK_DASH && c->mark->mark != GK_MARK_ELLIPSIS)) return false;
  return work->joints[b->first_char].bound && a->chars == 1 && a->glyphs == 1 && b->glyphs == 1;
}

/* The two halves of one mark: of ——, the ink of the first ends where that of the second begins; of ……, the step from the third dot to the
 * fourth is that between the others (a dot is as wide as high). */
static void join_pair(const struct gk_text_work *work, struct gk_text_atom *a, struct gk_text_atom *b, struct ink *cache) {
  const struct gk_glyph *g = &work->glyphs.items[a->first_glyph], *h = &work->glyphs.items[b->first_glyph];
  if (g->id != h->id || g->font != h->font || !ink_of(work, cache, g)->has) return;
  struct gk_box ink = ink_of(work, cache, g)->box;
  int32_t first = a->body - ink.right - g->x_offset, second = -ink.left - h->x_offset; /* where they meet */
  if (work->chars[a->first_char].mark->mark == GK_MARK_ELLIPSIS) {
    int32_t dot = ink.top - ink.bottom, apart = (ink.right - ink.left - 3 * dot) / 2;
    if (apart < 0) return; /* not three dots in a row */
    first -= apart / 2;
    second += apart - apart / 2;
  }
  a->shift = first;
  b->shift = second;
}

/* Faces that centre the dots have them at 0.30 to 0.38 em (the locked ones, measured), others at 0.05. */
static void raise_dots(const struct gk_text_work *work, struct gk_text_atom *atom, struct ink *cache) {
  enum { MIDDLE = 340, LOW = 200 };
  if (atom->glyphs == 0) return;
  const struct gk_glyph *g = &work->glyphs.items[atom->first_glyph];
  const struct ink *ink = ink_of(work, cache, g);
  int64_t size = work->style->size, middle = ((int64_t)ink->box.bottom + ink->box.top) / 2 + g->y_offset;
  if (ink->has && middle * 1000 < size * LOW) atom->rise = (int32_t)(size * MIDDLE / 1000 - middle);
}

/* clreq 标点符号的宽度调整 lets the style say whether an opening mark after the 首行缩进 gives up its half: kept, the line stands on the grid. */
static void keep_lead(struct gk_text_atom *first) {
  first->body += first->lead;
  first->shift += first->lead;
  first->lead = 0;
}

void gk_cells_measure(struct gk_text_work *work) {
  struct ink cache[INK_CACHE] = {{0}};
  unsigned doubled = 0; /* ？！ so far in a row */
  for (size_t i = 0; i < work->atom_count; i++) {
    struct gk_text_atom *atom = &work->atoms[i];
    const struct gk_text_char *c = &work->chars[atom->first_char];
    int32_t advance = advance_of(work, atom);
    if (atom->space) {
      atom->trail = c->script == GK_FONT_HAN ? work->pitch : advance;
    } else if (gk_text_is_script(work, c->run)) {
      atom->body = advance;
      atom->rise = gk_text_rise_of(work, c->run);
    } else if (c->cell) {
      measure_mark(work, atom, cache, advance);
      if (c->mark->mark == GK_MARK_ELLIPSIS) raise_dots(work, atom, cache);
    } else if (c->script == GK_FONT_HAN) {
      atom->body = advance > work->pitch ? advance : work->pitch;
      atom->shift = (atom->body - advance) / 2;
    } else {
      atom->body = advance;
    }
    doubled = c->cell && gk_mark_doubles(c->code) ? doubled + 1 : 0;
    if (doubled > 0 && doubled % 2 == 0) atom->trail = 0; /* GB/T 15834 5.1.2: two take one em, three take two */
  }
  for (size_t i = 1; i < work->atom_count; i++)
    if (is_pair(work, &work->atoms[i - 1], &work->atoms[i])) {
      join_pair(work, &work->atoms[i - 1], &work->atoms[i], cache);
      i++; /* the next pair begins after this one */
    }
  if (work->style->space_first && work->atom_count > 0) keep_lead(&work->atoms[0]);
}
