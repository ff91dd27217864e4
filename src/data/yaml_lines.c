/* Document markers and directives stand in the first column whatever is around them
 * (YAML 1.2, 9.1.2 and 6.8), so lines decide them without a parser and with exact
 * places; the guest is silent on some and quadratic on a long directive. Lines are
 * also where its hunger for memory is bounded: see feed.c. */
#include "data/yaml_lines.h"

#include <stdio.h>
#include <string.h>

/* ASCII brackets and commas of one line. The guest keeps some hundred bytes for each. */
#define LINE_MARKS_MAX 100000

/* The guest looks at a run of white space again from each of its characters. Runs up to the length of a deep
 * indentation are free; the squares of longer ones are added up. One run of 8,000 is still allowed. */
#define BLANK_RUN_FREE 128
#define BLANK_COST_MAX ((uint64_t)64 << 20)

enum stage { BEFORE, INSIDE, AFTER };

static bool is_marker(const char *line, size_t n, const char *marker) {
  return n >= 3 && memcmp(line, marker, 3) == 0 && (n == 3 || line[3] == ' ' || line[3] == '\t');
}

static bool documents(struct gk_data_run *run, size_t offset, size_t length) {
  gk_data_fault(run, &gk_msg_data_yaml_documents, offset, length, NULL);
  return false;
}

static bool check_marks(struct gk_data_run *run, size_t from, size_t n) {
  const char *line = run->source->text + from;
  size_t marks = 0, i = 0;
  char most[24];
  if (n <= LINE_MARKS_MAX) return true;
  while (i < n && marks <= LINE_MARKS_MAX) {
    char c = line[i++];
    marks += c == '[' || c == '{' || c == ',' || c == ']' || c == '}';
  }
  if (marks <= LINE_MARKS_MAX) return true;
  snprintf(most, sizeof most, "%d", LINE_MARKS_MAX);
  GK_DATA_FAULT(run, &gk_msg_data_yaml_line, from + i - 1, 1, most);
  return false;
}

static bool check_blanks(struct gk_data_run *run) {
  const char *text = run->source->text;
  uint64_t cost = 0;
  size_t length = 0;
  for (size_t i = run->start; i < run->source->size; i++) {
    char c = text[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      /* the sum of the odd numbers below 2n is n², so the fault is found at its place */
      if (++length > BLANK_RUN_FREE) cost += 2 * length - 1;
    } else {
      length = 0;
    }
    if (cost <= BLANK_COST_MAX) continue;
    gk_data_fault(run, &gk_msg_data_yaml_blank, i - length + 1, length, NULL);
    return false;
  }
  return true;
}

static bool check_line(struct gk_data_run *run, enum stage *stage, size_t from, size_t n) {
  const char *line = run->source->text + from;
  size_t first = 0;
  while (first < n && (line[first] == ' ' || line[first] == '\t')) first++;
  if (first == n || line[first] == '#') return true;
  if (line[0] == '%' && *stage != AFTER) { /* inside, too: no scalar goes on with % in the first column */
    gk_data_fault(run, &gk_msg_data_yaml_directive, from, n, NULL);
    return false;
  }
  if (is_marker(line, n, "...")) {
    if (*stage == INSIDE) *stage = AFTER;
    return true;
  }
  bool begins = is_marker(line, n, "---");
  if (*stage == AFTER || (*stage == INSIDE && begins)) return documents(run, from + first, begins ? 3 : n - first);
  *stage = INSIDE;
  return check_marks(run, from, n);
}

bool gk_yaml_check_lines(struct gk_data_run *run) {
  const char *text = run->source->text;
  size_t size = run->source->size, from = run->start;
  enum stage stage = BEFORE;
  if (!check_blanks(run)) return false;
  while (from < size) {
    size_t end = from;
    while (end < size && text[end] != '\n' && text[end] != '\r') end++;
    if (!check_line(run, &stage, from, end - from)) return false;
    from = end + 1;
  }
  return true;
}
