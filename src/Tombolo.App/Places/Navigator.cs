using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Tombolo.App.Places;

/// <summary>Turns the browser's address into a <see cref="Place"/> and back; keeps the query (profile, demo) on the way.</summary>
internal sealed class Navigator : IDisposable
{
    private readonly NavigationManager _navigation;

    public Navigator(NavigationManager navigation)
    {
        _navigation = navigation;
        Current = Read();
        _navigation.LocationChanged += OnLocationChanged;
    }

    public event Action? Changed;

    public Place Current { get; private set; }

    /// <summary>The address of a place, for links; relative to the base.</summary>
    public string Href(Place place)
    {
        var query = new Uri(_navigation.Uri).Query;
        return place.Path.Length == 0 && query.Length == 0 ? "./" : place.Path + query;
    }

    public void Go(Place place) => _navigation.NavigateTo(Href(place));

    /// <summary>Goes without leaving the present place in the history: a draft that became a chat, a finished setup.</summary>
    public void Replace(Place place) => _navigation.NavigateTo(Href(place), replace: true);

    public void Dispose() => _navigation.LocationChanged -= OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        Current = Read();
        Changed?.Invoke();
    }

    private Place Read()
    {
        var relative = _navigation.ToBaseRelativePath(_navigation.Uri);
        return Place.Parse(relative.Split('?', '#')[0]);
    }
}
