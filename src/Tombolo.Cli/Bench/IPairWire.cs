namespace Tombolo.Cli.Bench;

/// <summary>What differs between the wires that pairs can use: how a user logs in and what a message looks like.</summary>
internal interface IPairWire
{
    /// <summary>A connection that is bound, managed (XEP-0198) and ready to receive.</summary>
    Task<LoadConnection> LogInAsync(int user, CancellationToken cancellationToken);

    /// <summary>A message to this user with so many bytes of body, cut where ten digits tell it from the next.</summary>
    (string Head, string Tail) Message(int receiver, int bodyBytes);
}
