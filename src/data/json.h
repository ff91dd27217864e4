/* Strict JSON (RFC 8259): validation before reading. */
#ifndef GK_DATA_JSON_H
#define GK_DATA_JSON_H

#include "data/feed.h"

/* True when the source is one JSON text. Builds nothing; tells feed of the brackets. */
bool gk_json_check(struct gk_data_run *run, struct gk_feed *feed);

#endif
