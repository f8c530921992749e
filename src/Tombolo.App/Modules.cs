namespace Tombolo.App;

/// <summary>Addresses of the script modules, relative to the app's base path.</summary>
internal static class Modules
{
    public const string Store = Folder + "store.js";
    public const string DeviceLock = Folder + "device-lock.js";
    public const string Environment = Folder + "environment.js";
    public const string Composer = Folder + "Conversation/Composer.razor.js";
    public const string Thread = Folder + "Conversation/Thread.razor.js";

    private const string Folder = "./_content/Tombolo.App/";
}
