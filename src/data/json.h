/* Strict JSON (RFC 8259): validation before reading. */
#ifndef GK_DATA_JSON_H
#define GK_DATA_JSON_H

#include "data/run.h"

/* True when the source is one JSON text. Builds nothing. */
bool gk_json_check(struct gk_data_run *run);

#endif
