/* A font for a PDF: the program of the glyphs used, their codes and widths, and
 * the numbers of the FontDescriptor (ISO 32000-1 9.7, 9.8, 9.9).
 *
 * Codes never depend on the subset, so pages can be written before it is made:
 *  - CFF with CIDs: the original CIDs, which hb-subset keeps in the charset.
 *  - CFF with names: readers take CID = glyph id (9.7.4.2), so the subset keeps
 *    the glyph ids; the unused ones become empty.
 *  - TrueType: the original glyph ids; CIDToGIDMap leads to the compact program.
 *
 * Compressing and writing are for the pdf room. */
#include <hb-subset.h>
#include <string.h>

#include "font/inside.h"

struct job {
  struct gk_fonts *fonts;
  struct gk_arena *arena;
  struct gk_font *font;
  uint16_t number;
  const uint16_t *glyphs; size_t n;
  struct gk_font_subset *out;
};

static bool copy_blob(struct job *job, hb_blob_t *blob) {
  unsigned size = 0;
  const char *bytes = hb_blob_get_data(blob, &size);
  uint8_t *copy = size ? gk_arena_alloc(job->arena, size) : NULL;
  if (copy) memcpy(copy, bytes, size);
  job->out->program = copy;
  job->out->program_size = copy ? size : 0;
  return copy;
}

/* What the program says of itself must be what the codes assume. */
static bool check_cff(struct job *job) {
  struct gk_cff_charset made;
  if (gk_cff_read(job->arena, job->out->program, job->out->program_size, &made) != GK_CFF_OK) return false;
  if (made.cid_keyed != job->font->charset.cid_keyed) return false;
  if (!made.cid_keyed) return job->n == 0 || made.glyphs > job->glyphs[job->n - 1];
  hb_set_t *cids = hb_set_create();
  for (uint32_t glyph = 0; glyph < made.glyphs; glyph++) hb_set_add(cids, gk_cff_cid(&made, (uint16_t)glyph));
  bool all = hb_set_allocation_successful(cids);
  for (size_t i = 0; i < job->n && all; i++) all = hb_set_has(cids, job->out->codes[i]);
  hb_set_destroy(cids);
  return all;
}

/* CIDToGIDMap (9.7.4.3): two bytes a code, up to the largest glyph id used. */
static bool map_codes(struct job *job, hb_subset_plan_t *plan) {
  const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
  size_t size = job->n ? 2 * ((size_t)job->glyphs[job->n - 1] + 1) : 2;
  uint8_t *bytes = gk_arena_alloc(job->arena, size);
  if (!bytes) return false;
  for (size_t i = 0; i < job->n; i++) {
    hb_codepoint_t made = hb_map_get(map, job->glyphs[i]);
    if (made == HB_MAP_VALUE_INVALID || made > 0xFFFF) return false;
    bytes[2 * (size_t)job->glyphs[i]] = (uint8_t)(made >> 8);
    bytes[2 * (size_t)job->glyphs[i] + 1] = (uint8_t)made;
  }
  job->out->cid_to_gid = bytes;
  job->out->cid_to_gid_size = size;
  return true;
}

static bool make_program(struct job *job, hb_subset_plan_t *plan) {
  hb_face_t *made = hb_subset_plan_execute_or_fail(plan);
  if (!made) return false;
  hb_blob_t *blob = job->font->cff ? hb_face_reference_table(made, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(made);
  bool good = copy_blob(job, blob);
  hb_blob_destroy(blob);
  hb_face_destroy(made);
  return good && (job->font->cff ? check_cff(job) : map_codes(job, plan));
}

static bool add_table(hb_face_t *parts, const struct job *job, hb_tag_t tag) {
  hb_blob_t *table = hb_face_reference_table(job->font->face, tag);
  bool good = hb_face_builder_add_table(parts, tag, table);
  hb_blob_destroy(table);
  return good;
}

static hb_subset_plan_t *plan_of(struct job *job, hb_face_t *parts) {
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input) return NULL;
  unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_DESUBROUTINIZE;
  if (job->font->cff && !job->font->charset.cid_keyed) flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
  hb_subset_input_set_flags(input, flags);
  hb_set_t *set = hb_subset_input_glyph_set(input);
  hb_set_add(set, 0);
  for (size_t i = 0; i < job->n; i++) hb_set_add(set, job->glyphs[i]);
  hb_subset_plan_t *plan = hb_set_allocation_successful(set) ? hb_subset_plan_create_or_fail(parts, input) : NULL;
  hb_subset_input_destroy(input);
  return plan;
}

/* hb-subset is shown only what a PDF needs: without cmap and layout tables it has nothing to close over. The outlines of a CIDFont it sees only
 * once it has planned: a third of its time would go into looking through each charstring for accented characters made of two others by name
 * (Adobe Technical Note 5177, appendix C), and the glyphs of a CIDFont have no names. */
static bool run(struct job *job) {
  static const hb_tag_t METRICS[] = {HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('m', 'a', 'x', 'p'), HB_TAG('h', 'm', 't', 'x')};
  static const hb_tag_t CFF = HB_TAG('C', 'F', 'F', ' ');
  bool cid_keyed = job->font->cff && job->font->charset.cid_keyed;
  hb_face_t *parts = hb_face_builder_create();
  bool good = parts != hb_face_get_empty();
  for (size_t i = 0; i < sizeof METRICS / sizeof *METRICS && good; i++) good = add_table(parts, job, METRICS[i]);
  if (good && !job->font->cff) good = add_table(parts, job, HB_TAG('g', 'l', 'y', 'f')) && add_table(parts, job, HB_TAG('l', 'o', 'c', 'a'));
  if (good && job->font->cff && !cid_keyed) good = add_table(parts, job, CFF);
  hb_subset_plan_t *plan = good ? plan_of(job, parts) : NULL;
  good = plan && (!cid_keyed || add_table(parts, job, CFF)) && make_program(job, plan);
  hb_subset_plan_destroy(plan);
  hb_face_destroy(parts);
  return good;
}

static bool put_codes(struct job *job) {
  uint16_t *codes = gk_arena_array(job->arena, job->n + 1, sizeof *codes);
  uint32_t *widths = gk_arena_array(job->arena, job->n + 1, sizeof *widths);
  if (!codes || !widths) return false;
  for (size_t i = 0; i < job->n; i++) {
    if (job->glyphs[i] >= job->font->glyph_count || (i && job->glyphs[i] <= job->glyphs[i - 1])) return false;
    codes[i] = gk_font_code(job->fonts, job->number, job->glyphs[i]);
    widths[i] = gk_font_width(job->fonts, job->number, job->glyphs[i]);
    if (codes[i] == 0 && job->glyphs[i] != 0) return false;
  }
  job->out->codes = codes;
  job->out->widths = widths;
  return true;
}

/* Six capital letters (9.6.4), from what was subset and nothing else: FNV-1a over the file's digest, the face and the glyphs. */
static void put_tag(struct job *job) {
  const struct gk_font_info *info = &job->font->info;
  uint64_t hash = gk_hash(GK_HASH_START, info->sha256, strlen(info->sha256));
  hash = gk_hash(hash, &(uint8_t){(uint8_t)info->index}, 1);
  for (size_t i = 0; i < job->n; i++) hash = gk_hash(hash, (uint8_t[]){(uint8_t)job->glyphs[i], (uint8_t)(job->glyphs[i] >> 8)}, 2);
  hash ^= hash >> 32; /* FNV's low bits alone would decide otherwise */
  for (int i = 0; i < 6; i++, hash /= 26) job->out->tag[i] = (char)('A' + hash % 26);
  job->out->tag[6] = '\0';
}

static int16_t thousandths(int64_t value, unsigned upem) {
  int32_t scaled = gk_font_scale(value, 1000, upem);
  return (int16_t)(scaled > 32767 ? 32767 : scaled < -32768 ? -32768 : scaled);
}

static void put_descriptor(struct job *job) {
  struct gk_font *font = job->font;
  hb_position_t value = 0;
  unsigned size = 0;
  hb_blob_t *head = hb_face_reference_table(font->face, HB_TAG('h', 'e', 'a', 'd'));
  const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(head, &size);
  for (unsigned i = 0; i < 4 && size >= 44; i++) /* xMin yMin xMax yMax at 36 */
    job->out->bbox[i] = thousandths((int16_t)(bytes[36 + 2 * i] << 8 | bytes[37 + 2 * i]), font->upem);
  hb_blob_destroy(head);
  hb_ot_metrics_get_position_with_fallback(font->font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, &value);
  job->out->ascent = thousandths(value, font->upem);
  hb_ot_metrics_get_position_with_fallback(font->font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, &value);
  job->out->descent = thousandths(value > 0 ? -value : value, font->upem); /* FandolSong has it positive */
  hb_ot_metrics_get_position_with_fallback(font->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &value);
  job->out->cap_height = thousandths(value, font->upem);
  job->out->flags = 4; /* Symbolic (9.8.2): not of the Adobe standard Latin set */
}

static bool report_failure(const struct job *job, struct gk_diag_sink *sink) {
  if (gk_arena_failed(job->arena)) gk_report_memory(sink);
  else gk_report(sink, &gk_msg_font_subset, gk_place_none(), gk_place_none(), job->font->info.path);
  return false;
}

bool gk_font_subset(struct gk_fonts *fonts, struct gk_arena *arena, uint16_t number, const uint16_t *glyphs, size_t n, struct gk_font_subset *out,
                    struct gk_diag_sink *sink) {
  *out = (struct gk_font_subset){0};
  struct gk_font *font = number < fonts->count ? gk_font_use(fonts, number, sink) : NULL;
  if (!font) return false;
  struct job job = {.fonts = fonts, .arena = arena, .font = font, .number = number, .glyphs = glyphs, .n = n, .out = out};
  out->cff = font->cff;
  out->postscript_name = font->postscript;
  if (!put_codes(&job)) return report_failure(&job, sink);
  put_tag(&job);
  put_descriptor(&job);
  return true;
}

bool gk_font_subset_program(struct gk_fonts *fonts, struct gk_arena *arena, uint16_t number, const uint16_t *glyphs, size_t n,
                            struct gk_font_subset *subset, struct gk_diag_sink *sink) {
  struct job job = {.fonts = fonts, .arena = arena, .font = &fonts->items[number], .number = number, .glyphs = glyphs, .n = n, .out = subset};
  return run(&job) || report_failure(&job, sink);
}

const char *gk_font_engine(void) { return "HarfBuzz " HB_VERSION_STRING; }
