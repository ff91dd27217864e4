/* A program that does nothing, linked with all the libraries that gongkai is:
 * what starting a process costs before any work. */
int main(void) { return 0; }
