namespace Tombolo.Faults.Tests.Ledgers;

/// <summary>One conversation as its ledger tells it.</summary>
internal sealed class History
{
    private readonly Dictionary<int, (int First, int Last)> _sendings = [];
    private readonly HashSet<int> _acknowledged = [];
    private readonly List<int> _shown = [];

    public int Sent => _sendings.Count;

    public int Refusals { get; private set; }

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Answered for and never shown.</summary>
    public IEnumerable<int> Lost => _acknowledged.Except(_shown).Order();

    public IEnumerable<int> ShownTwice => _shown.GroupBy(number => number).Where(times => times.Count() > 1).Select(times => times.Key);

    public IEnumerable<int> NeverSent => _shown.Where(number => !_sendings.ContainsKey(number));

    /// <summary>
    /// Shown behind a message that was sent later. A message may count from any time it was sent: neither a sender without an answer nor a
    /// host whose commit had none, and who therefore refused, can know which of them arrived.
    /// </summary>
    public IEnumerable<int> OutOfOrder
    {
        get
        {
            var latest = -1;
            foreach (var number in _shown.Where(_sendings.ContainsKey))
            {
                var (first, last) = _sendings[number];
                if (latest > last)
                {
                    yield return number;
                }

                latest = Math.Max(latest, first);
            }
        }
    }

    public void Note(Happening happening, int number, int line)
    {
        switch (happening)
        {
            case Happening.Sent:
                _sendings[number] = _sendings.TryGetValue(number, out var times) ? (times.First, line) : (line, line);
                break;
            case Happening.Refused:
                Refusals++;
                break;
            case Happening.Acknowledged:
                _acknowledged.Add(number);
                break;
            case Happening.Shown:
                _shown.Add(number);
                break;
            default:
                throw new InvalidDataException($"The ledger holds a line that is none: {happening}");
        }
    }
}
