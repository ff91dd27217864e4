/* The strict JSON scanner's state, shared by its grammar (json.c), its strings and
 * numbers (json_token.c) and its explanations (json_fault.c). */
#ifndef GK_DATA_JSON_SCAN_H
#define GK_DATA_JSON_SCAN_H

#include "data/feed.h"

enum gk_json_want {
  GK_JSON_VALUE,         /* after ':' and at the start */
  GK_JSON_FIRST_ITEM,    /* after '[' */
  GK_JSON_ITEM,          /* after ',' in a list */
  GK_JSON_FIRST_KEY,     /* after '{' */
  GK_JSON_KEY,           /* after ',' in a map */
  GK_JSON_COLON,         /* after a key */
  GK_JSON_COMMA,         /* after a value in a container */
  GK_JSON_END            /* after the outermost value */
};

struct gk_json_scan {
  struct gk_data_run *run;
  struct gk_feed *feed;
  const char *text;
  size_t n, at;
  enum gk_json_want want;
  size_t depth, values;
  size_t opened[GK_DATA_DEPTH_MAX]; /* offsets of the open brackets */
  size_t token, token_end;          /* the last token that was not a bracket of opening */
  size_t string, string_end;        /* the last string, between its quotes; equal when there was none */
};

/* Reads the string whose opening quote is at scan->at. False when it does not end. */
bool gk_json_string(struct gk_json_scan *scan);
/* Reads a number, true, false or null at scan->at. */
bool gk_json_word(struct gk_json_scan *scan);
/* Reports why the character at scan->at cannot stand there. Always false. */
bool gk_json_explain(struct gk_json_scan *scan);
/* Reports full-width quotes that ran into the last string, if any: 名称”: */
bool gk_json_explain_string(struct gk_json_scan *scan);
/* End of the run of letters, digits and signs (also Chinese ones) at `from`. */
size_t gk_json_word_end(const struct gk_json_scan *scan, size_t from);
/* The bytes [from, to) for an argument, cut after some characters; in the arena. Never NULL. */
const char *gk_json_excerpt(struct gk_json_scan *scan, size_t from, size_t to);

#endif
