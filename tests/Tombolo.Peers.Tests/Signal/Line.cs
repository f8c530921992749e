using System.Globalization;
using System.Text;

namespace Tombolo.Peers.Tests.Signal;

/// <summary>
/// The line between two parties: everything on it is drawn from one seed, and everything that happens is written down, so
/// that a failure can be read and repeated.
/// </summary>
internal sealed class Line(int seed)
{
    private readonly StringBuilder _transcript = new($"seed {seed}\n");
    private readonly Random _random = new(seed);
    private readonly List<(int Due, IParty From, IParty To, Letter Letter, string Text)> _underway = [];
    private readonly HashSet<Letter> _opened = new(ReferenceEqualityComparer.Instance);
    private int _burst;
    private int _sent;

    internal int Delivered { get; private set; }

    internal int Duplicates { get; private set; }

    /// <summary>
    /// Sends messages in random bursts: of each hundred thirty leave their place in the queue, five come twice, five never.
    /// A late message is at most three bursts late, because older receiving chains than five are dropped by rule.
    /// </summary>
    internal async Task RunAsync(IParty first, IParty second, int messages)
    {
        (IParty from, IParty to) = (first, second);
        while (_sent < messages)
        {
            int burst = Math.Min(1 + _random.Next(12), messages - _sent);
            for (int i = 0; i < burst; i++)
            {
                await SendAsync(from, to);
            }

            _burst++;
            await DeliverAsync(_burst);
            (from, to) = (to, from);
        }

        await DeliverAsync(int.MaxValue);
    }

    internal async Task<Exception?> TryRunAsync(Func<Line, Task> conversation)
    {
        try
        {
            await conversation(this);
            return null;
        }
        catch (Exception exception)
        {
            return new InvalidOperationException(_transcript.ToString(), exception);
        }
    }

    internal void Note(string text) => _transcript.AppendLine(text);

    private async Task SendAsync(IParty from, IParty to)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"message {_sent++} {new string('x', _random.Next(200))}");
        Letter letter = await from.EncryptAsync(to, text);
        int fate = _random.Next(100);
        Note($"{from.Address} sends {Label(text)} type {letter.Type}, {(fate < 5 ? "lost" : fate < 10 ? "twice" : "once")}");
        if (fate < 5)
        {
            return;
        }

        bool moved = _random.Next(100) < 30;
        int due = _burst + (moved ? 1 + _random.Next(3) : 1);
        int place = moved ? _random.Next(_underway.Count + 1) : _underway.Count;
        _underway.Insert(place, (due, from, to, letter, text));
        if (fate < 10)
        {
            _underway.Add((due + _random.Next(3), from, to, letter, text));
        }
    }

    private async Task DeliverAsync(int burst)
    {
        for (int i = 0; i < _underway.Count;)
        {
            (int due, IParty from, IParty to, Letter letter, string text) = _underway[i];
            if (due > burst)
            {
                i++;
                continue;
            }

            _underway.RemoveAt(i);
            bool isDuplicate = !_opened.Add(letter);
            Opened opened = await to.DecryptAsync(from, letter);
            Note($"{to.Address} opens {Label(text)}: {opened.Refusal}");
            if (isDuplicate)
            {
                Assert.Equal(Refusal.Duplicate, opened.Refusal);
                Duplicates++;
            }
            else
            {
                Assert.Equal(Opened.As(text), opened);
                Delivered++;
            }
        }
    }

    /// <summary>The first two words.</summary>
    private static string Label(string text) => text[..text.IndexOf(' ', "message ".Length)];
}
