/* The machine's own floor: sleeps to deadlines, RATE a second for SECONDS, and prints how late it woke, in microseconds.
 * With `spin` it never sleeps: what is late then was taken from it by others.   cc -O2 -o sleeper sleeper.c */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000L + t.tv_nsec;
}
static int compare(const void *a, const void *b) { return *(long *)a < *(long *)b ? -1 : *(long *)a > *(long *)b; }
int main(int count, char **arguments) {
  if (count < 3) return 2;
  long rate = atol(arguments[1]), n = rate * atol(arguments[2]), begin = now() + 1000000;
  int spin = count > 3 && !strcmp(arguments[3], "spin");
  long *late = malloc(n * sizeof *late);
  prctl(PR_SET_TIMERSLACK, 1);
  for (long i = 0; i < n; i++) {
    long due = begin + i * 1000000000L / rate;
    if (!spin && due > now()) {
      struct timespec t = {due / 1000000000L, due % 1000000000L};
      clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
    }
    while (spin && now() < due) {}
    late[i] = now() - due;
  }
  qsort(late, n, sizeof *late, compare);
  printf("{\"p50\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"max\":%.1f}\n", late[n / 2] / 1e3, late[n * 99 / 100] / 1e3, late[n * 999 / 1000] / 1e3, late[n - 1] / 1e3);
  return 0;
}
