/* Widths: of atoms and slots, of any line in constant time, and of one line
 * exactly. */
#ifndef GK_TEXT_ADJUST_H
#define GK_TEXT_ADJUST_H

#include "text/work.h"

/* Fills cells, slots and sums of the atoms (needs characters, joints and glyphs). */
bool gk_adjust_prepare(struct gk_text_work *work);

/* What a line of atoms [from, end) is and can become; end stands after its last visible atom. */
struct gk_line_sums {
  int64_t natural;
  int64_t shrink[GK_SHRINK_TIERS]; /* in the order in which they are used */
  int64_t stretch;                 /* word spaces and 中西间距 up to their limits */
  uint32_t common, bound, letter;  /* slots for what remains */
  uint32_t signs;
};
struct gk_line_sums gk_adjust_sums(const struct gk_text_work *work, size_t from, size_t end);

/* The slots of line [from, end) set to `width`: slots[k - from] for each atom k, the last one being the space kept at the line's
 * end. Shrinks in the order of the classes and never beyond their limits; stretches to exactly `width` if there is any slot.
 * With justify false only shrinks when the natural width is more than `width`. `adjusted` gets what each class gave or took.
 * Returns the width as set. */
int64_t gk_adjust_line(const struct gk_text_work *work, size_t from, size_t end, int64_t width, bool justify, int32_t *slots,
                       int32_t adjusted[GK_ADJUST_COUNT]);

/* How loose a line is that is stretched by `need`: what its widest slot takes when word spaces and 中西间距 are at their limits; 0 when
 * they were enough. Beyond GK_LOOSE_MOST of an em (1/1000) a line is too loose: its Han then stand further apart than figures and words
 * do at their most, and the line falls apart into characters. clreq 拉伸处理 sets no limit. The letters of a word do not stand apart
 * at all in good setting: a line that holds nothing else is always too loose. */
enum { GK_LOOSE_MOST = 250 };
int64_t gk_adjust_looseness(const struct gk_text_work *work, const struct gk_line_sums *sums, int64_t need);
static inline bool gk_adjust_too_loose(const struct gk_text_work *work, const struct gk_line_sums *sums, int64_t need) {
  int64_t most = sums->common + sums->bound == 0 && sums->letter > 0 ? 0 : (int64_t)work->style->size * GK_LOOSE_MOST;
  return gk_adjust_looseness(work, sums, need) * 1000 > most;
}

#endif
