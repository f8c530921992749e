namespace Tombolo.Server.Upkeep;

/// <summary>Something a feature forgets or ends by time. Runs at start and every hour; must be harmless to repeat, also on two nodes at once.</summary>
internal interface IUpkeepTask
{
    Task RunAsync(CancellationToken cancellationToken);
}
