/* Where the lines of one section (up to a forced line end) are broken. */
#ifndef GK_TEXT_FIT_H
#define GK_TEXT_FIT_H

#include "text/adjust.h"

/* A place where a line may end: the next line starts with atom `next`; `end` stands after the last visible atom before it. */
struct gk_fit_break { uint32_t next, end; uint8_t rank; };

struct gk_fit {
  struct gk_text_work *work;
  int64_t first_measure, measure;  /* ≥ 1 */
  bool justify;
  struct gk_fit_break *breaks;     /* [0] the section's start, [count-1] its end */
  size_t count;
  uint32_t *chosen;                /* the breaks at which lines end, ascending, the end included */
  size_t lines;
};

/* Finds the breaks of atoms [from, to) and chooses among them; breaks inside what should be whole are reported (text.overfull). */
bool gk_fit_section(struct gk_fit *fit, size_t from, size_t to);

/* The line between two breaks. */
struct gk_line_sums gk_fit_line(const struct gk_fit *fit, size_t start, size_t end);
static inline int64_t gk_fit_measure(const struct gk_fit *fit, size_t start) {
  return start == 0 ? fit->first_measure : fit->measure;
}

/* balance.c: chooses again for a title of fit->lines lines; leaves the choice alone when it finds none. */
bool gk_fit_balance(struct gk_fit *fit);

#endif
