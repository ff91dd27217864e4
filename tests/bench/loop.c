/* loop LAYOUTS FONTS LOCK ROUNDS DATA...: builds each document once a round
 * through the library, in one process and one engine, as a service would. Prints
 * the milliseconds of each build and those of processors, and after each hundredth the memory in use and
 * at its most. The data are read beforehand and nothing is written. */
#define _POSIX_C_SOURCE 200809L
#include <gongkai.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

struct file { char *bytes; size_t size; const char *name; };

static struct file read_file(const char *path) {
  struct file file = {NULL, 0, path};
  FILE *stream = fopen(path, "rb");
  if (!stream || fseek(stream, 0, SEEK_END) != 0) exit(5);
  long size = ftell(stream);
  rewind(stream);
  file.bytes = size > 0 ? malloc((size_t)size) : NULL;
  if (!file.bytes || fread(file.bytes, 1, (size_t)size, stream) != (size_t)size) exit(5);
  file.size = (size_t)size;
  fclose(stream);
  return file;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static long resident_kib(void) {
  long pages = 0, total = 0;
  FILE *statm = fopen("/proc/self/statm", "r");
  if (!statm || fscanf(statm, "%ld %ld", &total, &pages) != 2) pages = 0;
  if (statm) fclose(statm);
  return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

int main(int argc, char **argv) {
  if (argc < 6) return 2;
  int rounds = atoi(argv[4]), count = argc - 5;
  struct file *files = calloc((size_t)count, sizeof *files);
  for (int i = 0; files && i < count; i++) files[i] = read_file(argv[5 + i]);
  gk_engine *engine = gk_engine_new(&(gk_engine_options){.layouts_dir = argv[1], .fonts_dir = argv[2], .fonts_lock = argv[3]});
  if (!files || !engine) return 6;
  for (long n = 0; n < (long)rounds * count; n++) {
    const struct file *file = &files[n % count];
    double begin = now();
    clock_t work = clock();
    gk_result *result = gk_build(engine, &(gk_request){.data = file->bytes, .data_size = file->size, .data_name = file->name, .output = GK_OUTPUT_PDF, .date = -1});
    if (!result || gk_result_status(result) != GK_OK) {
      fputs(result ? gk_result_diagnostics(result, GK_DIAGNOSTICS_TEXT, 1) : "out of memory\n", stderr);
      return 1;
    }
    gk_result_drop(result);
    printf("ms %.3f %.3f\n", now() - begin, (double)(clock() - work) * 1e3 / CLOCKS_PER_SEC);
    if ((n + 1) % 100 == 0) {
      struct rusage usage;
      getrusage(RUSAGE_SELF, &usage);
      printf("kib %ld %ld %ld\n", n + 1, resident_kib(), usage.ru_maxrss);
    }
  }
  gk_engine_drop(engine);
  return 0;
}
