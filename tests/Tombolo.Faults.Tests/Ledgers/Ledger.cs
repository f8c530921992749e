using System.Globalization;
using System.Text;

namespace Tombolo.Faults.Tests.Ledgers;

/// <summary>
/// What was promised and what came, message by message, in the order it happened: an append-only file of the process that does not break.
/// A line is written before anybody acts on it. Counting reads the file and nothing else, so that no memory of the driver can flatter the host.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"tombolo-ledger-{Guid.NewGuid():N}");
    private readonly FileStream _stream;
    private readonly Lock _gate = new();

    public Ledger() => _stream = new FileStream(_file, FileMode.CreateNew, FileAccess.Write, FileShare.Read);

    public void Write(Happening happening, int conversation, int number) => Write(happening, conversation, [number]);

    public void Write(Happening happening, int conversation, IEnumerable<int> numbers)
    {
        var lines = new StringBuilder();
        foreach (var number in numbers)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{(char)happening} {conversation} {number}\n");
        }

        lock (_gate)
        {
            _stream.Write(Encoding.ASCII.GetBytes(lines.ToString()));
            _stream.Flush();
        }
    }

    /// <summary>Counts every message there ever was.</summary>
    public LedgerCount Count()
    {
        var histories = new Dictionary<int, History>();
        var line = 0;
        foreach (var words in File.ReadLines(_file).Select(text => text.Split(' ')))
        {
            var conversation = int.Parse(words[1], CultureInfo.InvariantCulture);
            if (!histories.TryGetValue(conversation, out var history))
            {
                histories.Add(conversation, history = new History());
            }

            history.Note((Happening)words[0][0], int.Parse(words[2], CultureInfo.InvariantCulture), line++);
        }

        return LedgerCount.Of(histories);
    }

    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_file);
    }
}
