// Logic on several 64-bit words at once, for the bulk encoder.
//
// Swift's vectors add as vectors, but their &, |, ^ and shifts are carried out word by word (Swift 6.3), and the compiler
// puts only short chains of them together again.
#ifndef TESSERA_CLANES_H
#define TESSERA_CLANES_H

#ifdef __SSE2__
#include <immintrin.h>
#endif

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

/// Whether any bit of any word is set.
static inline _Bool clanes_has_any(CLanesWords words) {
#if defined(__AVX2__)
  return !_mm256_testz_si256((__m256i)words, (__m256i)words);
#elif defined(__SSE2__)
  return _mm_movemask_epi8(_mm_cmpeq_epi8((__m128i)words, _mm_setzero_si128())) != 0xFFFF;
#else
  return (words[0] | words[1]) != 0;
#endif
}

/// The sum of each word's bytes.
static inline CLanesWords clanes_byte_sums(CLanesWords words) {
#if defined(__AVX2__)
  return (CLanesWords)_mm256_sad_epu8((__m256i)words, _mm256_setzero_si256());
#elif defined(__SSE2__)
  return (CLanesWords)_mm_sad_epu8((__m128i)words, _mm_setzero_si128());
#else
  words = (words & 0x00FF00FF00FF00FF) + (words >> 8 & 0x00FF00FF00FF00FF);
  words += words >> 16;
  return (words + (words >> 32)) & 0xFFFF;
#endif
}

/// The number of bits that are set in each word.
static inline CLanesWords clanes_bit_counts(CLanesWords words) {
#if defined(__AVX2__)
  const __m256i counts = _mm256_setr_epi8(
      0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i half = _mm256_set1_epi8(0x0F);
  __m256i low = _mm256_shuffle_epi8(counts, _mm256_and_si256((__m256i)words, half));
  __m256i high = _mm256_shuffle_epi8(counts, _mm256_and_si256(_mm256_srli_epi16((__m256i)words, 4), half));
  return clanes_byte_sums((CLanesWords)_mm256_add_epi8(low, high));
#else
  words -= words >> 1 & 0x5555555555555555;
  words = (words & 0x3333333333333333) + (words >> 2 & 0x3333333333333333);
  return clanes_byte_sums((words + (words >> 4)) & 0x0F0F0F0F0F0F0F0F);
#endif
}

#endif
