namespace Tombolo.Interop.Enlistment;

/// <summary>The platforms a device may declare.</summary>
public static class DevicePlatforms
{
    /// <summary>An Android phone, also with an installed web app.</summary>
    public const string Android = "android";

    /// <summary>An iOS phone, also with an installed web app.</summary>
    public const string Ios = "ios";

    /// <summary>A browser.</summary>
    public const string Web = "web";

    /// <summary>A desktop or command-line program.</summary>
    public const string Desktop = "desktop";

    /// <summary>True for one of the four names, ordinal.</summary>
    public static bool IsKnown(string? platform) => platform is Android or Ios or Web or Desktop;
}
