namespace Tombolo.Server.Cluster;

/// <summary>What became of a batch that another node brought. A number stays what it is: it goes between nodes of two versions.</summary>
[GenerateSerializer, Alias("tombolo.node-delivery-outcome")]
internal enum NodeDeliveryOutcome
{
    /// <summary>Nothing of it was taken on, because something has to be asked: the account's grain has to be called.</summary>
    Untaken = 0,

    /// <summary>Nothing of it counts, and the account is not here: its grain has to be called, wherever it is.</summary>
    Elsewhere = 1,

    /// <summary>All of it is committed or rightly dropped.</summary>
    Done = 2,

    /// <summary>What became of each message stands beside it.</summary>
    Answered = 3,
}
