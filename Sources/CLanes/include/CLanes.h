// Logic on several 64-bit words at once, for the bulk encoder.
//
// Swift's vectors add as vectors, but their &, |, ^ and shifts are carried out word by word (Swift 6.3), and the compiler
// puts only short chains of them together again.
#ifndef TESSERA_CLANES_H
#define TESSERA_CLANES_H

// As many words as a register of the target has. Compile with -mavx2 for four.
#ifdef __AVX2__
typedef unsigned long long CLanesWords __attribute__((ext_vector_type(4)));
#else
typedef unsigned long long CLanesWords __attribute__((ext_vector_type(2)));
#endif

static inline CLanesWords clanes_and(CLanesWords one, CLanesWords other) { return one & other; }
static inline CLanesWords clanes_or(CLanesWords one, CLanesWords other) { return one | other; }
static inline CLanesWords clanes_xor(CLanesWords one, CLanesWords other) { return one ^ other; }
static inline CLanesWords clanes_not(CLanesWords words) { return ~words; }
/// 0 to 63.
static inline CLanesWords clanes_shift_left(CLanesWords words, unsigned count) { return words << count; }
/// 0 to 63.
static inline CLanesWords clanes_shift_right(CLanesWords words, unsigned count) { return words >> count; }
/// The bits that are set in any word.
static inline unsigned long long clanes_union(CLanesWords words) {
#ifdef __AVX2__
  return words[0] | words[1] | words[2] | words[3];
#else
  return words[0] | words[1];
#endif
}

#endif
