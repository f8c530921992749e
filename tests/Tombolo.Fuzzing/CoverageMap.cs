using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Tombolo.Fuzzing;

/// <summary>
/// The edge counters that instrumented code writes to, and the memory of which counts have been seen. One per process,
/// because the instrumented code knows a single map.
/// </summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;

    private readonly byte* _counters;
    private readonly byte[] _seen = new byte[Size];

    internal CoverageMap()
    {
        _counters = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = _counters;
    }

    internal int Edges { get; private set; }

    internal void Reset()
    {
        new Span<byte>(_counters, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>True when the last run took an edge for the first time, or as often as never before (in powers of two).</summary>
    internal bool TakeNews()
    {
        bool news = false;
        ReadOnlySpan<ulong> words = new(_counters, Size / sizeof(ulong));
        for (int i = words.IndexOfAnyExcept(0ul); i >= 0 && i < words.Length; i++)
        {
            int next = words[i..].IndexOfAnyExcept(0ul);
            if (next < 0)
            {
                break;
            }

            i += next;
            news |= TakeWord(i * sizeof(ulong));
        }

        return news;
    }

    private bool TakeWord(int offset)
    {
        bool news = false;
        for (int i = offset; i < offset + sizeof(ulong); i++)
        {
            if (_counters[i] == 0)
            {
                continue;
            }

            byte bucket = (byte)(1 << BitOperations.Log2(_counters[i]));
            if ((_seen[i] & bucket) == 0)
            {
                Edges += _seen[i] == 0 ? 1 : 0;
                _seen[i] |= bucket;
                news = true;
            }
        }

        return news;
    }
}
