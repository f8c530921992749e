namespace Tombolo.Host.Settings;

/// <summary>One setting that cannot be used, said so that its owner can find and mend it.</summary>
/// <param name="Key">The key as it was written by its owner: <c>port</c>, <c>TOMBOLO_PORT</c> or <c>--port</c>.</param>
/// <param name="Source">Where it stands: a file name, "the environment" or "the command line".</param>
/// <param name="Problem">What is wrong and what would be right, one sentence.</param>
public sealed record SettingError(string Key, string Source, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Key} ({Source}): {Problem}";
}
