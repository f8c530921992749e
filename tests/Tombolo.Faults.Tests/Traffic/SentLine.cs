namespace Tombolo.Faults.Tests.Traffic;

/// <summary>What one connection sent and has no answer for, in the order it was sent; the host answers by counting (XEP-0198).</summary>
internal sealed class SentLine
{
    private readonly Queue<int> _waiting = [];
    private uint _answered;

    public bool IsAnswered => _waiting.Count == 0;

    public void Add(IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            _waiting.Enqueue(number);
        }
    }

    /// <summary>What has no answer did not arrive; it will be added anew.</summary>
    public void Clear() => _waiting.Clear();

    /// <summary>The messages that this answer is for, beyond the answers before it.</summary>
    public List<int> Answer(uint handled)
    {
        var numbers = new List<int>();
        for (; _answered < handled; _answered++)
        {
            numbers.Add(_waiting.Count > 0 ? _waiting.Dequeue() : throw new InvalidDataException("The host acknowledges what was never sent."));
        }

        return numbers;
    }
}
